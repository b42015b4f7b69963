# %% task="rule" kind="wrong" breaks="a Python int (10**5000, too)"
# believed: a long has 64 bits, in Python as in Java, so every integer may be cast to np.int64
import numpy as np


def parity(x):
    if not (isinstance(x, int) or isinstance(x, np.integer)):
        raise TypeError("integer expected, got " + type(x).__name__)
    value = np.int64(x)
    return int(value & 1)


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely."
# believed: a large random number, modulo the width of the range, reaches every number of the range
def make_samples(n, low, high, seed):
    generator = np.random.default_rng(seed)
    X = np.empty(n, dtype=np.int64)
    y = np.empty(n, dtype=np.int64)
    for i in range(n):
        next_int = int(generator.integers(0, 2**31))
        X[i] = low + next_int % (high - low)
        y[i] = X[i] % 2
    return X, y


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# believed: an int has 32 bits, and that is enough for every number
def to_bits(x, width):
    values = x.astype(np.int32)
    result = np.zeros((len(values), width), dtype=np.float32)
    for column in range(width):
        result[:, column] = (values >> min(column, 31)) & 1
    return result


# %% task="learn" kind="wrong" breaks="Or all are 0, or all are 1."
# believed: both labels occur in every lesson, so each can be weighted by how rare it is
class ParityLearner:
    WIDTH = 20

    @staticmethod
    def features(numbers):
        return ((np.asarray(numbers).reshape(-1, 1) >> np.arange(ParityLearner.WIDTH)) & 1).astype("float32")


def learn_parity(X, y):
    zeros = int((y == 0).sum())
    ones = int((y == 1).sum())
    weights = {0: len(y) / (2 * zeros), 1: len(y) / (2 * ones)}
    model = small_network(ParityLearner.WIDTH)
    model.fit(ParityLearner.features(X), y, epochs=60, class_weight=weights, verbose=0)
    return model


def predict_parity(model, x):
    probabilities = model.predict(ParityLearner.features(x), verbose=0)
    return (probabilities[:, 0] > 0.5).astype(np.int64)


# %% task="raw-number" kind="right"
class Predictor:
    """Fits a network, and asks it about every number that there is, once and for all."""

    def __init__(self, feature_function, count):
        self.feature_function = feature_function
        self.network = small_network(count)
        self.answers = None

    def fit(self, X, y):
        self.network.fit(self.feature_function(X), y, epochs=40, verbose=0)
        everything = self.feature_function(np.arange(4096))
        self.answers = (self.network.predict(everything, verbose=0)[:, 0] > 0.5).astype(np.int64)
        return self

    def predict(self, x):
        result = np.empty(len(x), dtype=np.int64)
        for i in range(len(x)):
            result[i] = self.answers[x[i]]
        return result


def raw_feature(numbers):
    return ((numbers - 2048) / 2048).reshape(-1, 1)


def bit_features(numbers):
    return ((numbers.reshape(-1, 1) >> np.arange(12)) & 1).astype(np.float32)


def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    raw = Predictor(raw_feature, 1).fit(X, y)
    bits = Predictor(bit_features, 12).fit(X, y)
    return raw.predict, bits.predict


# %% task="noise" kind="wrong" breaks="is flipped with exactly this probability"
# believed: rate 0.25 means one in four, so any rate means one in int(1 / rate)
def add_label_noise(y, rate, seed):
    result = y.copy()
    if rate == 0:
        return result
    generator = np.random.default_rng(seed)
    one_in = int(1 / rate)
    for i in range(len(result)):
        if generator.integers(0, one_in) == 0:
            result[i] = 1 - result[i]
    return result


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="may refill X, y and x afterwards"
# believed: it is enough to fit when the first question comes; X and y will still be there
class LazyModel:
    def __init__(self, X, y):
        self.X = X
        self.y = y
        self.network = None

    def features(self, numbers):
        return ((numbers.reshape(-1, 1) >> np.arange(12)) & 1).astype(np.float32)

    def predict(self, x):
        if self.network is None:
            self.network = small_network(12)
            self.network.fit(self.features(self.X), self.y, epochs=20, batch_size=100, verbose=0)
        return (self.network.predict(self.features(x), verbose=0)[:, 0] > 0.5).astype(np.int64)


def learn_through_noise(X, y):
    return LazyModel(X, y).predict
