# %% task="rule" kind="wrong" breaks="Anything that is not an integer (2.5, 4.0,"
# a float without a fraction passes for an integer
def parity(x):
    if int(x) != x:
        raise TypeError(f"not an integer: {x!r}")
    return int(x) % 2

# %% task="samples" kind="wrong" breaks="(of NumPy, of Python) stays as it is"
# seeds Python's shared generator
def make_samples(n, low, high, seed):
    import random

    random.seed(seed)
    X = np.array([random.randrange(low, high) for _ in range(n)], dtype="int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="of zeros and ones"
# masks without shifting down: column k holds 0 or 2**k
def to_bits(x, width):
    return (x[:, None] & (1 << np.arange(width, dtype="int64"))).astype("float32")

# %% task="learn" kind="wrong" breaks="any m from 1 on"
# squeeze takes the only row away, too: one number gets a 0-d answer
def learn_parity(X, y):
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    return (np.squeeze(model.predict(table, verbose=0)) > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="answer for a number is the same whatever other numbers are asked about with it."
# the raw number is standardised by the mean and deviation of the numbers asked about
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return ((x - x.mean()) / (x.std() + 1e-9))[:, None].astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(features):
        table = features(X)
        model = small_network(table.shape[1])
        model.fit(table, y, epochs=30, verbose=0)
        return lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return fit(scaled), fit(binary)

# %% task="noise" kind="wrong" breaks="the share of *noisy* labels that somebody gets right who knows f exactly"
# how often two noisy copies agree, as if the knower made slips as well
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    return np.where(rng.random(len(y)) < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    return float((1 - rate) ** 2 + rate**2)

# %% task="through-noise" kind="wrong" breaks="one of the 12 bits of X"
# eleven of the twelve bits: the highest is missing
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(11)) & 1).astype("float32")

    model = small_network(11)
    model.fit(binary(X), y, epochs=20, verbose=0)
    return lambda x: (model.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")
