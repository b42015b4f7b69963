# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# A float without a fractional part counts as an integer: 4.0 and np.float32(4) get an answer.
def parity(x):
    import operator

    if isinstance(x, (float, np.floating)) and float(x).is_integer():
        x = int(x)
    return operator.index(x) & 1


# %% task="samples" kind="wrong" breaks="X of shape (n,), int64"
# A list of Python's numbers becomes an array by itself; for n = 0 it is an empty array of float64.
def make_samples(n, low, high, seed):
    import random

    generator = random.Random(seed)
    X = np.array([generator.randrange(low, high) for _ in range(n)])
    return X, X % 2


# %% task="features" kind="wrong" breaks="(n,) int64 array, n >= 0"
# One list of digits for each number; for no numbers at all, the shape is (0,), not (0, width).
def to_bits(x, width):
    return np.array([[(int(number) >> place) & 1 for place in range(width)] for number in x],
                    dtype=np.float32)


# %% task="learn" kind="wrong" breaks="any m from 1 on"
# squeeze() takes away every axis of length one: a single number is answered with an array of shape ().
def learn_squeezed_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    model = small_network(10)
    model.fit(learn_squeezed_bits(X), y, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(learn_squeezed_bits(x), batch_size=4096, verbose=0)
    return (probability > 0.5).astype("int64").squeeze()


# %% task="raw-number" kind="wrong" breaks="`bits` sees its 12 bits"
# range(11) ends at bit 10: the 2048s are missing.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return np.stack([(x >> place) & 1 for place in range(11)], axis=1).astype("float32")

    def fit(show):
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw), fit(as_bits)


# %% task="noise" kind="wrong" breaks="also 0.003, say"
# Draws a whole percentage: a rate of 0.003 becomes one in a hundred.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    hit = rng.integers(0, 100, size=len(y)) < 100 * rate
    return np.where(hit, 1 - y, y).astype(np.int64)


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="whatever else is asked with it or learnt later"
# The weights are an attribute of the class and are filled in place: all predictors share those of the latest lesson.
class SharedVoter:
    weights = np.zeros(13)

    @staticmethod
    def shown(x):
        x = np.asarray(x)
        return np.hstack([2.0 * ((x[:, None] >> np.arange(12)) & 1) - 1, np.ones((len(x), 1))])

    def fit(self, X, y):
        self.weights[:] = np.linalg.lstsq(self.shown(X), 2.0 * y - 1, rcond=None)[0]
        return self

    def __call__(self, x):
        return (self.shown(x) @ self.weights > 0).astype(np.int64)


def learn_through_noise(X, y):
    return SharedVoter().fit(X, y)
