# %% task="rule" kind="right"
# The long way: sort out what is no integer first, then divide with a remainder.
def parity(x):
    if isinstance(x, np.timedelta64):
        raise TypeError("a span of time is neither even nor odd")
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"a {type(x).__name__} is neither even nor odd")
    _, rest = divmod(int(x), 2)
    if rest == 0:
        return 0
    return 1


# %% task="samples" kind="right"
# Plain loops with Python's own generator object, seeded for itself.
import random


def make_samples(n, low, high, seed):
    generator = random.Random(int(seed))
    X = np.zeros(n, dtype=np.int64)
    y = np.zeros(n, dtype=np.int64)
    for place in range(n):
        number = generator.randrange(int(low), int(high))
        X[place] = number
        y[place] = number % 2
    return X, y


# %% task="features" kind="right"
# Column by column with divmod, on a copy.
def to_bits(x, width):
    rest = np.array(x, dtype=np.int64)
    columns = np.zeros((len(rest), width), dtype=np.float32)
    for place in range(width):
        rest, columns[:, place] = np.divmod(rest, 2)
    return columns


# %% task="learn" kind="right"
# A Model class of one's own around one Dense layer with two outputs; the answer is the likelier one.
@keras.saving.register_keras_serializable(package="pavel")
class PavelModel(keras.Model):
    def __init__(self, **others):
        super().__init__(**others)
        self.scores = keras.layers.Dense(2, activation="softmax", kernel_initializer="zeros")
        self(np.zeros((1, 20), dtype="float32"))

    def call(self, shown):
        return self.scores(shown)

    def get_config(self):
        return {}


def pavel_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")


def learn_parity(X, y):
    model = PavelModel()
    model.compile(keras.optimizers.Adam(0.05, beta_1=0.8), "sparse_categorical_crossentropy")
    model.fit(pavel_bits(X), y, epochs=40, batch_size=25, verbose=0)
    return model


def predict_parity(model, x):
    scores = keras.ops.convert_to_numpy(model(pavel_bits(x)))
    return np.argmax(scores, axis=1).astype("int64")


# %% task="raw-number" kind="right"
# No network: the best single cut of the number line, and least squares on the bits; lists come back.
def compare_features(X, y, seed):
    X, y = np.array(X), np.array(y)
    n = len(X)
    order = np.argsort(X, kind="stable")
    ones_below = np.concatenate([[0], np.cumsum(y[order])])
    zeros_above = (n - y.sum()) - (np.arange(n + 1) - ones_below)
    errors = ones_below + zeros_above
    up, down = int(errors.argmin()), int(errors.argmax())
    place, says = (up, 1) if errors[up] <= n - errors[down] else (down, 0)
    cut = int(X[order][place]) if place < n else 4096

    def shown(x):
        columns = (np.asarray(x)[:, None] >> np.arange(12)) & 1
        return np.column_stack([columns, np.ones(len(columns))])

    weights = np.linalg.lstsq(shown(X), y.astype(float), rcond=None)[0]

    def raw(x):
        return [says if int(number) >= cut else 1 - says for number in x]

    def bits(x):
        return [int(score > 0.5) for score in shown(x) @ weights]

    return raw, bits


# %% task="noise" kind="right"
# A plain loop with a generator object of Python's.
import random


def add_label_noise(y, rate, seed):
    generator = random.Random(int(seed))
    noisy = []
    for label in y:
        if generator.random() < rate:
            noisy.append(1 - int(label))
        else:
            noisy.append(int(label))
    return np.array(noisy, dtype=np.int64)


def ceiling(rate):
    expected = 1.0 * (1 - rate) + 0.0 * rate
    return expected


# %% task="through-noise" kind="right"
# Counts for each bit how often it agrees with the labels, and keeps the one that is farthest from a coin.
def learn_through_noise(X, y):
    best, best_distance, flip = 0, -1.0, 0
    pairs = [(int(number), int(label)) for number, label in zip(X, y)]
    for place in range(12):
        agrees = sum(((number >> place) & 1) == label for number, label in pairs) / len(pairs)
        if abs(agrees - 0.5) > best_distance:
            best, best_distance, flip = place, abs(agrees - 0.5), int(agrees < 0.5)

    def answer(x):
        return [((int(number) >> best) & 1) ^ flip for number in x]

    return answer
