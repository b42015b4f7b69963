# %% task="rule" kind="wrong" breaks="raises a TypeError"
# Refuses what is no integer, but with a ValueError.
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise ValueError(f"neither even nor odd: {x!r}")
    return int(x) & 1


# %% task="samples" kind="wrong" breaks="Returns the pair (X, y) of new arrays"
# Remembers the answers: the same arguments give the very same arrays, with all that the caller wrote into them.
import functools


@functools.lru_cache(maxsize=None)
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="and so on. No later call changes it."
# One work array for each shape, used again by every later call: earlier results are overwritten.
features_work = {}


def to_bits(x, width):
    shape = (len(x), width)
    result = features_work.setdefault(shape, np.empty(shape, dtype=np.float32))
    result[...] = (x[:, None] >> np.arange(width)) & 1
    return result


# %% task="learn" kind="wrong" breaks="A number gets the same answer whatever other numbers are asked about with it."
# The model is called with training=True: batch normalisation takes the mean and the spread of the numbers that are asked about.
def learn_ten_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((10,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(learn_ten_bits(X), y, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    probability = keras.ops.convert_to_numpy(model(learn_ten_bits(x), training=True))[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="`raw` gets at least 90, and `bits` at least 75"
# The raw model has no bias: its step can only be at 2048, wherever T is.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show, use_bias):
        model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid", use_bias=use_bias)])
        model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw, False), fit(as_bits, True)


# %% task="noise" kind="wrong" breaks="or read-only. It is not changed."
# np.asarray makes no copy of an array: the caller's labels are flipped (and read-only ones are refused).
def add_label_noise(y, rate, seed):
    noisy = np.asarray(y)
    hit = np.random.default_rng(seed).random(len(noisy)) < rate
    noisy[hit] = 1 - noisy[hit]
    return noisy.copy()


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="By the *clean* labels, at least 95 in 100"
# Far too large a network, trained far too long: it learns the misprints by heart.
def learn_through_noise(X, y):
    def shown(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    model.fit(shown(X), y, epochs=150, batch_size=128, verbose=0)
    return lambda x: (keras.ops.convert_to_numpy(model(shown(x)))[:, 0] > 0.5).astype("int64")
