# %% task="rule" kind="wrong" breaks="Anything that is not an integer (2.5, 4.0"
# remembers answers; 4.0 finds the entry of 4, once 4 was asked
_ivo_seen = {}


def parity(x):
    if x in _ivo_seen:
        return _ivo_seen[x]
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"not an integer: {x!r}")
    _ivo_seen[x] = int(x) % 2
    return _ivo_seen[x]

# %% task="samples" kind="wrong" breaks="The same seed gives the same samples, another seed gives others."
# one generator a seed, kept: the second call goes on where the first stopped
_ivo_generators = {}


def make_samples(n, low, high, seed):
    rng = _ivo_generators.setdefault(seed, np.random.default_rng(seed))
    X = rng.integers(low, high, n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="(n,) int64, with 0 <= x < 2**width"
# looks at the memory as bytes, which NumPy refuses for every second element of an array
def to_bits(x, width):
    raw = x.view(np.uint8).reshape(len(x), 8)
    return np.unpackbits(raw, axis=1, bitorder="little")[:, :width].astype("float32")

# %% task="learn" kind="wrong" breaks="as the model has learnt them"
# whoever is above the mean of the batch gets a 1: wrong where all are odd, or one is asked
def learn_parity(X, y):
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    probability = model.predict(table, verbose=0)[:, 0]
    return (probability > probability.mean()).astype("int64")

# %% task="raw-number" kind="wrong" breaks="answer for a number is the same whatever other numbers are asked about"
# batch normalisation stays in training mode while asking: the batch decides
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(features):
        table = features(X)
        model = keras.Sequential([
            keras.Input((table.shape[1],)),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(1, "sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
        model.fit(table, y, epochs=30, verbose=0)

        def ask(x):
            probability = keras.ops.convert_to_numpy(model(features(x), training=True))[:, 0]
            return (probability > 0.5).astype("int64")

        return ask

    return fit(scaled), fit(binary)

# %% task="noise" kind="wrong" breaks="each label, independently of all others, is flipped with this probability"
# draws whole per cents: 0.005 is rounded to none
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    flipped = rng.integers(0, 100, len(y)) < round(rate * 100)
    return np.where(flipped, 1 - y, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="least 95 in 100 answers for new numbers are right."
# the function forgets that its model is its own: a later lesson changes the answers of the first
_ivo_latest = {}


def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    model = small_network(12)
    model.fit(binary(X), y, epochs=20, verbose=0)
    _ivo_latest["model"] = model

    def ask(x):
        latest = _ivo_latest["model"]
        return (latest.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return ask
