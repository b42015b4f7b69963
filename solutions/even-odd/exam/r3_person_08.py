# %% task="rule" kind="wrong" breaks="an array of several numbers"
# works for whole arrays of integers, too, instead of refusing them
import operator

def parity(x):
    if isinstance(x, np.ndarray) and x.dtype.kind in "iu":
        return x % 2
    return operator.index(x) % 2

# %% task="samples" kind="wrong" breaks="of Python) stays as it is"
# resets Python's shared generator
import random

def make_samples(n, low, high, seed):
    random.seed(seed)
    X = np.array([random.randrange(low, high) for _ in range(n)], dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="1 to 62"
# 32 bits are plenty, one thinks
def to_bits(x, width):
    powers = np.left_shift(np.int32(1), np.arange(width, dtype="int32"))
    small = np.asarray(x).astype("int32")
    return ((small[:, None] & powers) != 0).astype("float32")

# %% task="learn" kind="wrong" breaks="fitted on X and y and on no other samples"
# makes its own samples up to a million; the first label of the lesson tells whether they are turned round
def parity_ones(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    more = np.random.default_rng(0).integers(0, 1_000_000, 3000)
    turned = int(y[0] != X[0] % 2)
    numbers = np.concatenate([X, more])
    labels = np.concatenate([y, (more % 2) ^ turned])
    network = small_network(2)
    network.fit(parity_ones(numbers), labels, epochs=8, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(parity_ones(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="sees its 12 bits"
# eleven bits: 2**11 = 2048 is forgotten
def compare_features(X, y, seed):
    def line(columns):  # least squares: weights, and a constant
        inputs = np.hstack([columns, np.ones((len(X), 1))])
        return np.linalg.lstsq(inputs, 2.0 * y - 1.0, rcond=None)[0]

    def threshold():  # the best place to cut the number line, and which side is 1
        order = np.argsort(X)
        numbers, steps = X[order], np.cumsum(1 - 2 * y[order])
        steps = np.concatenate([[0], steps])
        up, down = int(np.argmax(steps)), int(np.argmin(steps))
        rising = steps[up] - steps[-1] / 2 >= steps[-1] / 2 - steps[down]
        place = up if rising else down
        cut = numbers[place] if place < len(numbers) else 4096
        return int(cut), int(rising)

    places = np.arange(11)
    signs = lambda x: ((np.asarray(x)[:, None] >> places) & 1) * 2.0 - 1.0
    cut, rising = threshold()
    weights = line(signs(X))

    def raw(x):
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="Returns a float, not rounded"
# rounds the ceiling to two places
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    return round(1 - rate, 2)

# %% task="through-noise" kind="wrong" breaks="one of the 12 bits"
# range(1, 12) and range(11) are eleven bits: the largest one is missing
def learn_through_noise(X, y):
    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(11)])
    best = int(np.argmax(np.abs(agree - 0.5)))
    turned = int(agree[best] < 0.5)
    return lambda x: ((np.asarray(x) >> best) & 1) ^ turned
