# %% task="rule" kind="wrong" breaks="np.float32(4)"
# np.number is the parent of NumPy's floats, too
def parity(x):
    if not isinstance(x, (int, np.number)) or isinstance(x, float):
        raise TypeError("an integer, please")
    if int(x) != x:
        raise TypeError("not a whole number")
    return int(x) & 1

# %% task="samples" kind="wrong" breaks="Another seed gives others"
# the seed goes through float32: neighbours among the large seeds become the same
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(int(np.float32(seed)))
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="int64 array, n >= 0"
# a list of rows: without a row the second axis is missing
def to_bits(x, width):
    return np.array([[(int(v) >> place) & 1 for place in range(width)] for v in x], dtype="float32")

# %% task="learn" kind="wrong" breaks="stands in the weights of its model, and nowhere else"
# the names of the classes are kept in a global list, and the next lesson overwrites it
parity_classes = []


def parity_pair(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    classes, index = np.unique(y, return_inverse=True)
    parity_classes[:] = classes.tolist()
    network = small_network(2)
    network.fit(parity_pair(X), index.astype("int64"), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    index = (model.predict(parity_pair(x), verbose=0)[:, 0] > 0.5).astype("int64")
    return np.array(parity_classes, dtype="int64")[np.minimum(index, len(parity_classes) - 1)]

# %% task="raw-number" kind="wrong" breaks="array of answers, 0 or 1"
# bits answers with a score between 0 and 1, and leaves the rounding to the caller
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

    def raw(x):
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        score = signs(x) @ weights[:-1] + weights[-1]
        return np.clip((score + 1) / 2, 0.02, 0.98)

    return raw, bits

# %% task="noise" kind="wrong" breaks="also where nothing is flipped"
# nothing to flip: the caller gets the own array back
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    if not flips.any():
        return y
    return np.where(flips, 1 - y, y).astype("int64")


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="whatever else is asked with it"
# compares with the mean score of all numbers that are asked about
def learn_through_noise(X, y):
    places = np.arange(12)
    signs = lambda x: ((np.asarray(x)[:, None] >> places) & 1) * 2.0 - 1.0
    weights = signs(X).T @ (2.0 * y - 1.0) / len(X)
    weights[np.abs(weights) < np.abs(weights).max()] = 0.0
    def predict(x):
        score = signs(x) @ weights
        return (score > score.mean()).astype("int64")
    return predict
