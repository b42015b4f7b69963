# %% task="rule" kind="wrong" breaks="positive or negative: a Python int or a NumPy integer"
# powers of -1: NumPy refuses a negative power of a whole number with a ValueError
def parity(x):
    if isinstance(x, np.integer):
        return int((1 - np.int64(-1) ** x) // 2)
    if isinstance(x, int):
        return (1 - (-1) ** abs(x)) // 2
    raise TypeError(f"not an integer: {x!r}")

# %% task="samples" kind="wrong" breaks="they may be negative"
# astype cuts towards zero: below zero all slip up by one, 0 comes twice as often, low never
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = (low + rng.random(n) * (high - low)).astype("int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="of shape (n, width), float32, of zeros and ones"
# one array for each shape is used again and again: the next call rewrites the last result
_jana_buffers = {}


def to_bits(x, width):
    key = (len(x), width)
    if key not in _jana_buffers:
        _jana_buffers[key] = np.zeros(key, dtype="float32")
    out = _jana_buffers[key]
    out[...] = (x[:, None] >> np.arange(width)) & 1
    return out

# %% task="learn" kind="wrong" breaks="Returns an array of shape (m,), int64"
# rounded, but still float32
def learn_parity(X, y):
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    return np.round(model.predict(table, verbose=0)[:, 0])

# %% task="raw-number" kind="wrong" breaks="say), `raw` gets at least 90"
# scaled to 0..1 and without a bias: the raw model can only say one thing to all numbers
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x[:, None] / 4096).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(features, bias):
        table = features(X)
        model = keras.Sequential([
            keras.Input((table.shape[1],)),
            keras.layers.Dense(1, activation="sigmoid", use_bias=bias),
        ])
        model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
        model.fit(table, y, epochs=30, verbose=0)
        return lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return fit(scaled, False), fit(binary, True)

# %% task="noise" kind="wrong" breaks="stays as it is"
# np.random.seed: the generator that all share starts anew
def add_label_noise(y, rate, seed):
    np.random.seed(seed)
    return np.where(np.random.rand(len(y)) < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="an (m,) array of answers, 0 or 1"
# the probabilities themselves are handed back
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    model = small_network(12)
    model.fit(binary(X), y, epochs=20, verbose=0)
    return lambda x: model.predict(binary(x), verbose=0)[:, 0]
