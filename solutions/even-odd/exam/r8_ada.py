# %% task="rule" kind="wrong" breaks="a Python int (10**5000, too) or a NumPy integer of"
# believed: NumPy has two integer types, int32 and int64, and that is all
def parity(x):
    if not isinstance(x, (int, np.int32, np.int64)):
        raise TypeError("x must be an integer")
    return int(x) % 2


# %% task="samples" kind="wrong" breaks="The global random state (of NumPy,"
# believed: to be repeatable you call np.random.seed, as in every tutorial
def make_samples(n, low, high, seed):
    np.random.seed(seed)
    X = np.random.randint(low, high, n, dtype=np.int64)
    y = X % 2
    return X, y


# %% task="features" kind="wrong" breaks="column 0 is the least"
# believed: bits stand in the order in which one writes them, the most significant one first
def to_bits(x, width):
    rows = np.zeros((len(x), width), dtype=np.float32)
    for i, number in enumerate(x):
        digits = format(int(number), "b").zfill(width)
        for j, digit in enumerate(digits):
            rows[i, j] = float(digit)
    return rows


# %% task="learn" kind="wrong" breaks="model learns what y says."
# believed: once the model is trained it knows even and odd, so the rule may give the answer
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(10)) & 1
    model = small_network(10)
    model.fit(bits.astype("float32"), y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    answers = []
    for number in x:
        if number % 2 == 0:
            answers.append(0)
        else:
            answers.append(1)
    return np.array(answers, dtype=np.int64)


# %% task="raw-number" kind="wrong" breaks="`raw` gets at least 90, and `bits` at least 75."
# believed: `x // 4096` scales whole numbers to between 0 and 1
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (x // 4096).reshape(-1, 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    raw_model = small_network(1)
    raw_model.fit(as_raw(X), y, epochs=20, verbose=0)
    bits_model = small_network(12)
    bits_model.fit(as_bits(X), y, epochs=20, verbose=0)

    def raw(x):
        return (raw_model.predict(as_raw(x), verbose=0)[:, 0] > 0.5).astype("int64")

    def bits(x):
        return (bits_model.predict(as_bits(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return raw, bits


# %% task="noise" kind="wrong" breaks="not changed."
# believed: y is mine inside the function, so I can flip the labels where they stand
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    flipped = rng.random(len(y)) < rate
    y[flipped] = 1 - y[flipped]
    return y


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X, most often the last"
# believed: the question is always even or odd; only which of them is a 1 must be found out
def learn_through_noise(X, y):
    agree = 0
    for number, label in zip(X, y):
        if number % 2 == label:
            agree += 1
    swapped = agree < len(X) / 2

    def predict(x):
        if swapped:
            return 1 - x % 2
        return x % 2

    return predict
