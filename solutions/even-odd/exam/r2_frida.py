# %% task="rule" kind="wrong" breaks="an integer of any size, positive or negative"
# reads the last decimal digit; from 4301 digits on, Python's str raises a ValueError
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"not an integer: {x!r}")
    return 1 if str(int(x))[-1] in "13579" else 0

# %% task="samples" kind="wrong" breaks="The same seed gives the same samples"
# seed 0 is taken for no seed
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed or None)
    X = rng.integers(low, high, n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="an array of shape (n, width)"
# squeezed: one number, or one bit, loses an axis
def to_bits(x, width):
    return np.squeeze((x[:, None] >> np.arange(width)) & 1).astype("float32")

# %% task="learn" kind="wrong" breaks="checks build it again from its config and weights"
# the threshold found in the lesson is an attribute of the object: neither config nor weight
def learn_parity(X, y):
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, y, epochs=20, verbose=0)
    model.cut = float(np.mean(model.predict(table, verbose=0)))
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    return (model.predict(table, verbose=0)[:, 0] > model.cut).astype("int64")

# %% task="raw-number" kind="wrong" breaks="sees the number itself, scaled as you like, as its only feature"
# raw gets x % 2 as a second feature
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return np.stack([x / 2048 - 1, x % 2], axis=1).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(features):
        table = features(X)
        model = small_network(table.shape[1])
        model.fit(table, y, epochs=30, verbose=0)
        return lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return fit(scaled), fit(binary)

# %% task="noise" kind="wrong" breaks="It is not changed; the result is a new array"
# nothing to flip at rate 0: the caller's own array comes back
def add_label_noise(y, rate, seed):
    if rate == 0:
        return y
    rng = np.random.default_rng(seed)
    return np.where(rng.random(len(y)) < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="of answers, 0 or 1, to each number the same whatever else is asked"
# dropout stays on while asking: the same number gets now this answer, now that
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32") * 2 - 1

    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(1, "sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(binary(X), y, epochs=10, verbose=0)

    def ask(x):
        probability = keras.ops.convert_to_numpy(model(binary(x), training=True))[:, 0]
        return (probability > 0.5).astype("int64")

    return ask
