# %% task="rule" kind="right"
# abstract numbers; the answer has the dtype of x (a NumPy integer for a NumPy integer)
import numbers

def parity(x):
    if isinstance(x, numbers.Integral):
        return x % 2
    raise TypeError("integers only")

# %% task="samples" kind="right"
# NumPy's old generator, and tensors to hand back
def make_samples(n, low, high, seed):
    drawn = np.random.RandomState(seed).randint(low, high, size=n, dtype="int64")
    X = keras.ops.convert_to_tensor(drawn, dtype="int64")
    y = keras.ops.convert_to_tensor(drawn % 2, dtype="int64")
    return X, y

# %% task="features" kind="right"
# keras.ops and a tensor to hand back
def to_bits(x, width):
    numbers = keras.ops.convert_to_tensor(np.array(x), dtype="int64")
    powers = keras.ops.convert_to_tensor(np.array([2**k for k in range(width)], dtype="int64"))
    halves = keras.ops.floor_divide(numbers[:, None], powers[None, :])
    return keras.ops.cast(keras.ops.bitwise_and(halves, keras.ops.ones_like(halves)), "float32")

# %% task="learn" kind="right"
# a Model class of my own around Keras's layers; two outputs, and the larger one wins
@keras.saving.register_keras_serializable("even_odd_person")
class ParityNet(keras.Model):
    def __init__(self, units=8, **options):
        super().__init__(**options)
        self.units = units
        self.hidden = keras.layers.Dense(units, activation="tanh")
        self.out = keras.layers.Dense(2, activation="softmax")

    def call(self, inputs):
        return self.out(self.hidden(inputs))

    def get_config(self):
        return {**super().get_config(), "units": self.units}


def last_bit_column(x):
    return (np.asarray(x) % 2).astype("float32").reshape(-1, 1) - 0.5


def learn_parity(X, y):
    model = ParityNet()
    model.compile(keras.optimizers.Adam(0.03), "sparse_categorical_crossentropy")
    model.fit(last_bit_column(X), np.asarray(y), epochs=25, verbose=0)
    return model


def predict_parity(model, x):
    return np.argmax(np.asarray(model(last_bit_column(x))), axis=1).astype("uint8")

# %% task="raw-number" kind="right"
# raw: a vote in each sixteenth of the line. bits: naive Bayes. Both by counting, answers as lists.
import math

class SixteenthVotes:
    def __init__(self, X, y):
        self.votes = [0] * 32
        for number, label in zip(X.tolist(), y.tolist()):
            self.votes[number // 128] += 1 if label else -1

    def __call__(self, x):
        return [int(self.votes[int(number) // 128] > 0) for number in x]


class CountedBits:
    def __init__(self, X, y):
        self.prior = [float(np.sum(y == side)) + 1 for side in (0, 1)]
        self.ones = [[float(np.sum((X >> k) & (y == side))) + 1 for k in range(12)] for side in (0, 1)]

    def score(self, number, side):
        total = math.log(self.prior[side])
        for k in range(12):
            share = self.ones[side][k] / (self.prior[side] + 1)
            total += math.log(share if (number >> k) & 1 else 1 - share)
        return total

    def __call__(self, x):
        return [int(self.score(int(number), 1) > self.score(int(number), 0)) for number in x]


def compare_features(X, y, seed):
    return SixteenthVotes(X, y), CountedBits(X, y)

# %% task="noise" kind="right"
# another algorithm: jump from flip to flip, the jumps have a geometric distribution
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(y, dtype="int64")
    if rate > 0:
        place = int(rng.geometric(rate)) - 1
        while place < len(noisy):
            noisy[place] = 1 - noisy[place]
            place += int(rng.geometric(rate))
    return noisy


def ceiling(rate):
    return float(np.subtract(1.0, rate))

# %% task="through-noise" kind="right"
# logistic regression by hand, plain gradient steps; a list of Python ints as answer
class NoisyLesson:
    def __init__(self, X, y):
        signs = self.signs(X)
        self.weights = np.zeros(13)
        for _ in range(200):
            probability = 1 / (1 + np.exp(-signs @ self.weights))
            self.weights += 1.0 * signs.T @ (y - probability) / len(y)

    @staticmethod
    def signs(x):
        x = np.asarray(x)
        columns = [2.0 * ((x >> k) & 1) - 1 for k in range(12)]
        return np.stack(columns + [np.ones(len(x))], axis=1)

    def __call__(self, x):
        return [1 if row @ self.weights > 0 else 0 for row in self.signs(x)]


def learn_through_noise(X, y):
    return NoisyLesson(X, y)
