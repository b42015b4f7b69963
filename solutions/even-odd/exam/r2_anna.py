# %% task="rule" kind="wrong" breaks="a Python int or a NumPy integer"
# only Python's int is let in: every NumPy integer gets a TypeError
def parity(x):
    if not isinstance(x, int):
        raise TypeError(f"not an integer: {x!r}")
    return x % 2 * 1

# %% task="samples" kind="wrong" breaks="low <= x < high"
# the upper end belongs to the range, too
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, n, dtype=np.int64, endpoint=True)
    return X, X % 2

# %% task="features" kind="wrong" breaks="It is not changed."
# the halving happens in the caller's array
def to_bits(x, width):
    out = np.zeros((len(x), width), dtype="float32")
    for place in range(width):
        out[:, place] = x % 2
        x //= 2
    return out

# %% task="learn" kind="wrong" breaks="The model learns what y says."
# the lesson makes its own labels, and never reads y
def learn_parity(X, y):
    labels = X % 2
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, labels, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    return (model.predict(table, verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="`bits` sees its 12 bits"
# ten bits as in the task before: the two highest of the twelve are missing
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(10)) & 1).astype("float32")

    def fit(features):
        table = features(X)
        model = small_network(table.shape[1])
        model.fit(table, y, epochs=30, verbose=0)
        return lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return fit(scaled), fit(binary)

# %% task="noise" kind="wrong" breaks="independently of all others"
# always exactly the same number of labels is flipped, only where is drawn
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    result = np.array(y, dtype="int64")
    places = rng.choice(len(y), size=int(round(rate * len(y))), replace=False)
    result[places] = 1 - result[places]
    return result


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="one of the 12 bits of X, most often the last"
# the model sees the last bit alone, so no other bit can be learnt
def learn_through_noise(X, y):
    def last(x):
        return (x % 2)[:, None].astype("float32")

    model = small_network(1)
    model.fit(last(X), y, epochs=20, verbose=0)
    return lambda x: (model.predict(last(x), verbose=0)[:, 0] > 0.5).astype("int64")
