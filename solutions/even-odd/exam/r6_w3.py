# %% task="rule" kind="wrong" breaks="a NumPy integer of any dtype"
# Only the signed integer types are let in: np.uint8(4) is said to be no integer.
def parity(x):
    if not isinstance(x, (int, np.signedinteger)):
        raise TypeError(f"neither even nor odd: {type(x).__name__}")
    return int(x) % 2


# %% task="samples" kind="wrong" breaks="of Python) stays as it is"
# Seeds Python's own shared generator, random.seed: everybody else's random numbers change.
def make_samples(n, low, high, seed):
    import random

    random.seed(seed)
    X = np.array([random.randrange(low, high) for _ in range(n)], dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="read-only. It is not changed."
# Halves the caller's own array in place, so that nothing but zeros is left of it (and a read-only one is refused).
def to_bits(x, width):
    result = np.zeros((len(x), width), dtype=np.float32)
    for place in range(width):
        result[:, place] = x & 1
        x >>= 1
    return result


# %% task="learn" kind="wrong" breaks="at least 99 in 100 are right: of those below 1000, and of those from 1000 to a"
# The size of the number is a feature beside x % 2: harmless below 1000, but up to 1000 times larger than all that was seen.
def learn_two_columns(x):
    x = np.asarray(x)
    return np.stack([x % 2, x / 1000], axis=1).astype("float32")


def learn_parity(X, y):
    model = small_network(2)
    model.fit(learn_two_columns(X), y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(learn_two_columns(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="whatever other numbers are asked about with it"
# The raw number is scaled by the largest number of the same question, not by a fixed one.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (2 * x[:, None] / max(x.max(), 1) - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show):
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw), fit(as_bits)


# %% task="noise" kind="wrong" breaks="with exactly this probability, whatever"
# Multiplies by a mask: ones become zeros, but a zero never becomes a one.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    return (y * (rng.random(len(y)) >= rate)).astype(np.int64)


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="the opposite of one"
# Looks for the bit that agrees most with the labels; a bit that always disagrees is as telling, but is never taken.
def learn_through_noise(X, y):
    places = np.arange(12)
    agreement = (((X[:, None] >> places) & 1) == y[:, None]).mean(axis=0)
    best = int(agreement.argmax())
    return lambda x: (np.asarray(x) >> best) & 1
