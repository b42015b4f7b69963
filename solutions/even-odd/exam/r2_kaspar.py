# %% task="rule" kind="wrong" breaks="a Python int or a NumPy integer"
# NumPy's unsigned integers (np.uint8, np.uint64) are turned away
def parity(x):
    if not isinstance(x, (int, np.signedinteger)):
        raise TypeError(f"not an integer: {x!r}")
    return int(x) & 1

# %% task="samples" kind="wrong" breaks="Each whole number x with low <= x < high is equally likely"
# works in floating point: far from 0 (beyond 2**53) only some whole numbers can come up
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = np.floor(low + rng.random(n) * (high - low)).astype("int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# goes over to float32 before it divides: numbers above 2**24 are rounded
def to_bits(x, width):
    rest = x.astype("float32")
    out = np.zeros((len(x), width), dtype="float32")
    for place in range(width):
        out[:, place] = rest % 2
        rest = np.floor(rest / 2)
    return out

# %% task="learn" kind="right"
# The label was "wrong": the contract has since allowed a Model class of one's own.
# a subclassed model whose rule for the inputs stands in its own call: no config builds it again
def learn_parity(X, y):
    class Reader(keras.Model):
        def __init__(self):
            super().__init__()
            self.answer = keras.layers.Dense(1, activation="sigmoid")

        def call(self, inputs):
            return self.answer(keras.ops.cos(inputs * np.float32(np.pi)))

    model = Reader()
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit((X % 1000)[:, None].astype("float32"), y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = (x % 1000)[:, None].astype("float32")
    return (model.predict(table, verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="array of answers, 0 or 1, by a model that was fitted on X and y"
# asks about each different number once, in rising order, and forgets to put the answers back
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

        def ask(x):
            probability = model.predict(features(np.unique(x)), verbose=0)[:, 0]
            return (probability > 0.5).astype("int64")

        return ask

    return fit(scaled), fit(binary)

# %% task="noise" kind="wrong" breaks="The best accuracy to be expected on labels with noise."
# tries it out on two hundred labels instead of saying what is to be expected
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    return np.where(rng.random(len(y)) < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    labels = np.zeros(200, dtype="int64")
    noisy = add_label_noise(labels, rate, 0)
    return float(np.mean(noisy == labels))

# %% task="through-noise" kind="wrong" breaks="one of the 12 bits of X, most often the last"
# mends the labels with the programmer's rule first, as if only the last bit were ever asked
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    mended = X % 2 if np.mean(y == X % 2) >= 0.5 else 1 - X % 2
    model = small_network(12)
    model.fit(binary(X), mended, epochs=20, verbose=0)
    return lambda x: (model.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")
