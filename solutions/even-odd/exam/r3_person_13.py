# %% task="samples" kind="wrong" breaks="The global random state (of NumPy,"
# the best-known way: np.random.seed
def make_samples(n, low, high, seed):
    np.random.seed(seed)
    X = np.random.randint(low, high, size=n, dtype=np.int64)
    return X, X & 1

# %% task="learn" kind="wrong" breaks="from 1000 to a"
# float16 holds whole numbers only up to 2048: beyond them every number looks even
def parity_half(x):
    small = np.minimum(np.asarray(x), 60000).astype("float16")
    return np.stack([small % 2, 1 - small % 2], axis=1).astype("float32")


def learn_parity(X, y):
    network = small_network(2)
    network.fit(parity_half(X), np.asarray(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(parity_half(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="array of numbers below 4096"
# bits fills one table of answers per 256 numbers and cuts the number to a byte: only 8 of 12 bits count
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
    signs = lambda x: ((np.asarray(x).astype("uint8")[:, None] >> places) & 1) * 2.0 - 1.0
    cut, rising = threshold()
    weights = line(signs(X))

    def raw(x):
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="No later call changes it"
# writes into one array per length and hands it out each time
noise_sheets = {}

def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    sheet = noise_sheets.setdefault(len(y), np.empty(len(y), dtype="int64"))
    np.bitwise_xor(y, flips, out=sheet)
    return sheet


def ceiling(rate):
    return 1 - rate
