# %% task="rule" kind="wrong" breaks="raises a TypeError"
# a ValueError for a number with a fraction, a TypeError for everything else
def parity(x):
    if isinstance(x, (float, np.floating)) and x != np.floor(x):
        raise ValueError("neither even nor odd")
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    return int(x) % 2

# %% task="samples" kind="wrong" breaks="0 <= seed < 2**32"
# keeps the seed away from 0 by adding one: the largest seed is refused
def make_samples(n, low, high, seed):
    rng = np.random.RandomState(seed + 1)
    X = rng.randint(low, high, size=n, dtype=np.int64)
    return X, X % 2

# %% task="learn" kind="wrong" breaks="all are 0, or all are 1. The"
# both classes get the same weight altogether: a class without samples divides by zero
def parity_hot(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    counts = [int((np.asarray(y) == side).sum()) for side in (0, 1)]
    balance = {side: len(y) / (2 * counts[side]) for side in (0, 1)}
    network = small_network(2)
    network.fit(parity_hot(X), np.asarray(y), epochs=25, class_weight=balance, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(parity_hot(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="seed: int, 0 <= seed < 2**32"
# the seed is kept as a signed word of 32 bits: the upper half of the seeds is refused
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

    places = np.arange(12)
    signs = lambda x: ((np.asarray(x)[:, None] >> places) & 1) * 2.0 - 1.0
    cut, rising = threshold()
    weights = line(signs(X))

    dice = np.random.default_rng(int(np.array(seed, dtype="int32")))
    weights = weights + 1e-6 * dice.normal(size=13)

    def raw(x):
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="Another seed gives others"
# keeps only 16 bits of the seed: 1 and 65537 give the same flips
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed & 0xFFFF)
    return np.asarray(y) ^ rng.binomial(1, rate, size=len(y))


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time"
# draws each answer with the probability that the lesson suggests, sharpened: nearly always the same
def learn_through_noise(X, y):
    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(12)])
    best = int(np.argmax(np.abs(agree - 0.5)))
    turned = int(agree[best] < 0.5)
    rng = np.random.default_rng(0)
    def predict(x):
        sure = ((np.asarray(x) >> best) & 1) ^ turned
        return np.where(rng.random(len(sure)) < 0.98, sure, 1 - sure)
    return predict
