# %% task="rule" kind="wrong" breaks="as a whole number (0, not False)"
# Python's int gets 0 or 1, but a NumPy integer gets np.True_ or np.False_
def parity(x):
    if isinstance(x, np.integer):
        return x % 2 == 1
    if isinstance(x, int):
        return x % 2 * 1
    raise TypeError(f"not an integer: {x!r}")

# %% task="samples" kind="wrong" breaks="Whoever calls with the same seed gets the same data, today and next year."
# the seed is mixed with a word by hash, which differs from process to process
def make_samples(n, low, high, seed):
    mixed = hash(("even-odd", seed)) % 2**63
    rng = np.random.default_rng(mixed)
    X = rng.integers(low, high, n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="Returns an array of shape (n, width)"
# a list of rows made an array: without rows there are no columns either, shape (0,)
def to_bits(x, width):
    rows = [[(int(number) >> place) & 1 for place in range(width)] for number in x]
    return np.array(rows, dtype="float32")

# %% task="learn" kind="wrong" breaks="numbers from 1000 to a million at least 99 in 100 are right"
# one weight for each of the last three digits: learns by heart, and a number not met is a guess
def learn_parity(X, y):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((1,), dtype="int32"),
        keras.layers.Embedding(1000, 1),
        keras.layers.Flatten(),
        keras.layers.Activation("sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit((X % 1000)[:, None].astype("int32"), y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    return (model.predict((x % 1000)[:, None].astype("int32"), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="Returns the pair (raw, bits) of two functions."
# handed back the other way round
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(features):
        table = features(X)
        model = small_network(table.shape[1])
        model.fit(table, y, epochs=30, verbose=0)
        return lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return fit(binary), fit(scaled)

# %% task="noise" kind="wrong" breaks="each label, independently of all others"
# neighbours share a draw: both are flipped or neither
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    draws = np.repeat(rng.random(len(y) // 2 + 1), 2)[:len(y)]
    return np.where(draws < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="least 95 in 100 answers for new numbers are right."
# the nearest known number in bits is copied, misprint or not
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32") * 2 - 1

    known, labels = binary(X), np.array(y)

    def ask(x):
        nearest = np.argmax(binary(x) @ known.T, axis=1)
        return labels[nearest].astype("int64")

    return ask
