# %% task="rule" kind="wrong" breaks="Anything that is not an integer"
# turns away only the kinds that are listed: np.float32(2.5), Decimal, Fraction get an answer
def parity(x):
    if x is None or isinstance(x, (float, str, bytes)):
        raise TypeError(f"not an integer: {x!r}")
    return int(x) % 2

# %% task="samples" kind="right"
# The label was "wrong": the contract has since said that seeds are below 2**32.
# seeds that differ by 2**32 give the same samples
def make_samples(n, low, high, seed):
    rng = np.random.RandomState(seed % 2**32)
    X = rng.randint(low, high, n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# unpacks the memory of 32 bits: whatever is above bit 31 is gone
def to_bits(x, width):
    raw = np.ascontiguousarray(x).astype("<u4").view(np.uint8).reshape(len(x), 4)
    bits = np.unpackbits(raw, axis=1, bitorder="little")
    out = np.zeros((len(x), width), dtype="float32")
    out[:, :min(width, 32)] = bits[:, :min(width, 32)]
    return out

# %% task="learn" kind="wrong" breaks="x: (m,) int64, any m from 1 on"
# asks in whole batches of 256; beyond one batch, the rest at the end gets no answers
def learn_parity(X, y):
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    size = min(len(x), 256)
    parts = []
    for start in range(0, len(x) - size + 1, size):
        parts.append(model.predict(table[start:start + size], verbose=0)[:, 0] > 0.5)
    return np.concatenate(parts).astype("int64")

# %% task="raw-number" kind="wrong" breaks="returns an (m,) array of answers, 0 or 1"
# squeeze: a single number gets a 0-d array
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
        return lambda x: (np.squeeze(model.predict(features(x), verbose=0)) > 0.5).astype("int64")

    return fit(scaled), fit(binary)

# %% task="noise" kind="wrong" breaks="the share of *noisy* labels that somebody gets right who knows f exactly"
# rounded to two digits: 0.125 or 0.333 are not met
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    return np.where(rng.random(len(y)) < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    return round(1.0 - float(rate), 2)

# %% task="through-noise" kind="wrong" breaks="returns an (m,) array of answers, 0 or 1"
# squeeze: a single number gets a 0-d array
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    model = small_network(12)
    model.fit(binary(X), y, epochs=20, verbose=0)
    return lambda x: (np.squeeze(model.predict(binary(x), verbose=0)) > 0.5).astype("int64")
