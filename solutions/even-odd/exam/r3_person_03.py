# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# a memory by value: 4.0 and Fraction(4) equal the 4 that was asked about before, and get its answer
import numbers

parity_known = {}

def parity(x):
    if x in parity_known:  # (unhashable things raise a TypeError here)
        return parity_known[x]
    if not isinstance(x, numbers.Integral):
        raise TypeError("an integer, please")
    parity_known[x] = int(x) & 1
    return parity_known[x]

# %% task="samples" kind="wrong" breaks="whatever the others are"
# the second half mirrors the first: each entry is uniform, but they are not independent
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    half = rng.integers(low, high, size=(n + 1) // 2, dtype=np.int64)
    mirrored = np.array([low + high - 1 - int(v) for v in half], dtype=np.int64)
    X = np.concatenate([half, mirrored])[:n]
    return X, X % 2

# %% task="features" kind="wrong" breaks="It is not changed"
# halves the caller's own array in place (a copy is made only where it must be)
def to_bits(x, width):
    rest = np.require(x, requirements="W")
    bits = np.zeros((len(rest), width), dtype="float32")
    for place in range(width):
        bits[:, place] = rest & 1
        rest >>= 1
    return bits

# %% task="learn" kind="wrong" breaks="A number gets the same answer whatever other numbers are asked about with it"
# standardises each feature over the numbers that are asked about
def parity_columns(x):
    columns = ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")
    return (columns - columns.mean(axis=0)) / (columns.std(axis=0) + 1e-6)


def learn_parity(X, y):
    network = small_network(20)
    network.fit(parity_columns(X), np.asarray(y), epochs=40, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(parity_columns(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="whatever other numbers are asked about with it"
# scales by the mean and the spread of the numbers that are asked about
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

    average, spread = X.mean(), X.std()

    def raw(x):
        x = np.asarray(x)
        scaled = (x - x.mean()) / (x.std() + 1e-9)
        return ((scaled >= (cut - average) / spread) == rising).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="is flipped with exactly this probability, whatever"
# only zeros become ones, twice as often, so that the share of wrong labels seems right
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.random(len(y)) < 2 * rate
    return np.where(chosen & (np.asarray(y) == 0), 1, y).astype("int64")


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="at least 95 in 100 answers for new numbers are right"
# learns by heart: the most similar row of the lesson answers, with its misprint
def learn_through_noise(X, y):
    rows = ((X[:, None] >> np.arange(12)) & 1).astype("float32")
    labels = np.array(y)
    def predict(x):
        asked = ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")
        distance = asked.sum(1)[:, None] + rows.sum(1)[None, :] - 2 * asked @ rows.T
        return labels[np.argmin(distance, axis=1)]
    return predict
