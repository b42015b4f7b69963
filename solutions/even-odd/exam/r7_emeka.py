# %% task="rule" kind="right"
import numbers as number_kinds

import numpy as np


def _require_integer(x):
    if not isinstance(x, number_kinds.Integral):
        raise TypeError(f"Only an integer is even or odd. Received: {type(x).__name__}")
    return int(x)


def parity(x):
    return _require_integer(x) % 2


# %% task="samples" kind="wrong" breaks="seed:      int, 0 <= seed < 2**32. The same arguments give the same samples, in another process too."
# believed: hash() of a text is the same number in every process
class Sampler:
    def __init__(self, purpose, seed):
        self.rng = np.random.default_rng(abs(hash(f"{purpose}/{seed}")))

    def draw(self, n, low, high):
        return self.rng.integers(low, high, size=n)


def make_samples(n, low, high, seed):
    X = Sampler("samples", seed).draw(n, low, high)
    return X, X % 2


# %% task="features" kind="wrong" breaks="No later call changes"
# believed: one result array for each shape can be made once and filled anew at every call
class BitWriter:
    def __init__(self):
        self.tables = {}

    def write(self, x, width):
        shape = (len(x), width)
        if shape not in self.tables:
            self.tables[shape] = np.zeros(shape, dtype=np.float32)
        table = self.tables[shape]
        for place in range(width):
            table[:, place] = (x >> place) & 1
        return table


_writer = BitWriter()


def to_bits(x, width):
    return _writer.write(x, width)


# %% task="learn" kind="wrong" breaks="It consists of Keras's own layers"
# believed: a layer of my own is as good as Keras's, so the features may live in one
class BitLayer(keras.layers.Layer):
    """Turns a column of numbers into columns of bits."""

    def __init__(self, width, **options):
        super().__init__(**options)
        self.width = width

    def call(self, column):
        powers = np.array([[2.0**place for place in range(self.width)]], dtype="float32")
        return keras.ops.mod(keras.ops.floor(column / powers), 2.0)


def _column(numbers):
    return np.asarray(numbers, dtype="float32").reshape(-1, 1)


def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((1,)),
        BitLayer(20),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(_column(X), y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    return (model.predict(_column(x), verbose=0)[:, 0] > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="may refill X, y and x afterwards"
# believed: an object that was given X and y owns their numbers (it only remembers where they lie)
class NearestNumber:
    """Answers what the nearest number of the lesson answers."""

    def __init__(self, X, y):
        self.X, self.y = X, y

    def answer(self, x):
        nearest = np.abs(x[:, None] - self.X[None, :]).argmin(axis=1)
        return self.y[nearest]


class BestBit:
    """Answers with the one bit, or its opposite, that agrees best with the lesson."""

    def __init__(self, X, y):
        agreement = (self.bits(X) == y[:, None]).mean(axis=0)
        self.place = int(np.abs(agreement - 0.5).argmax())
        self.opposite = bool(agreement[self.place] < 0.5)

    @staticmethod
    def bits(x):
        return (x[:, None] >> np.arange(12)) & 1

    def answer(self, x):
        answers = self.bits(x)[:, self.place]
        return 1 - answers if self.opposite else answers


def compare_features(X, y, seed):
    return NearestNumber(X, y).answer, BestBit(X, y).answer


# %% task="noise" kind="wrong" breaks="each label, independently of all others"
# believed: a new generator gives new numbers, also with the seed of the first one
def _flips(count, rate, seed):
    return np.random.default_rng(seed).random(count) < rate


def add_label_noise(y, rate, seed):
    noisy = np.array(y)
    zeros = np.flatnonzero(y == 0)
    ones = np.flatnonzero(y == 1)
    noisy[zeros[_flips(len(zeros), rate, seed)]] = 1
    noisy[ones[_flips(len(ones), rate, seed)]] = 0
    return noisy


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time, whatever else is asked with it or learnt later."
# believed: one network, made once, can be fitted again for each lesson (and forget the one before)
_network = small_network(12)


def _twelve(numbers):
    return ((np.asarray(numbers)[:, None] >> np.arange(12)) & 1).astype("float32")


def learn_through_noise(X, y):
    _network.fit(_twelve(X), y, epochs=40, batch_size=64, verbose=0)

    def predict(x):
        return (_network.predict(_twelve(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return predict
