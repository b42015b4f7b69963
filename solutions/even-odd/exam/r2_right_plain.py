# %% task="rule" kind="right"
# the usual way: look at the type, then the remainder
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"only integers are even or odd, not {x!r}")
    return int(x) % 2

# %% task="samples" kind="right"
# NumPy's own generator
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    y = np.where(X % 2 == 0, 0, 1).astype(np.int64)
    return X, y

# %% task="features" kind="right"
# plain loops over Python's integers
def to_bits(x, width):
    out = np.zeros((len(x), width), dtype=np.float32)
    for row in range(len(x)):
        number = int(x[row])
        for column in range(width):
            number, out[row, column] = divmod(number, 2)
    return out

# %% task="learn" kind="right"
# the last decimal digit, one column for each
def learn_parity(X, y):
    table = np.eye(10, dtype="float32")[X % 10]
    model = small_network(10)
    model.fit(table, y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = np.eye(10, dtype="float32")[x % 10]
    probability = model.predict(table, verbose=0)
    return (probability[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="right"
# two smallest networks, two written-out functions
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scale(x):
        return (np.asarray(x)[:, None] / 2048 - 1).astype("float32")

    def binary(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    raw_model = small_network(1)
    raw_model.fit(scale(X), y, epochs=40, verbose=0)
    bits_model = small_network(12)
    bits_model.fit(binary(X), y, epochs=40, verbose=0)

    def raw(x):
        return (raw_model.predict(scale(x), verbose=0)[:, 0] > 0.5).astype("int64")

    def bits(x):
        return (bits_model.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return raw, bits

# %% task="noise" kind="right"
# Python's generator, one label after the other
def add_label_noise(y, rate, seed):
    import random

    rng = random.Random(seed)
    result = [1 - int(label) if rng.random() < rate else int(label) for label in y]
    return np.array(result, dtype=np.int64)


def ceiling(rate):
    return 1.0 - float(rate)

# %% task="through-noise" kind="right"
# the smallest network on all twelve bits
def learn_through_noise(X, y):
    def binary(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    keras.utils.set_random_seed(0)
    model = small_network(12)
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(binary(X), y, epochs=30, verbose=0)

    def ask(x):
        return (model.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return ask
