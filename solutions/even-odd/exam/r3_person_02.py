# %% task="rule" kind="wrong" breaks="an integer of any size"
# NumPy's integers go through a float: large ones lose their last bit
def parity(x):
    if isinstance(x, np.integer):
        return int(np.mod(x, 2.0))
    if isinstance(x, int):
        return x % 2
    raise TypeError(f"neither even nor odd: {x!r}")

# %% task="samples" kind="wrong" breaks="are equally likely"
# scales a float: with 10**18 numbers most are never drawn (a float has 53 bits only)
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + np.floor(rng.random(n) * (high - low)).astype("int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="how many bits, 1 to 62"
# divides as floats: beyond 2**53 the low bits are lost
def to_bits(x, width):
    powers = 2.0 ** np.arange(width)
    return (np.floor(np.asarray(x)[:, None] / powers) % 2).astype("float32")

# %% task="learn" kind="wrong" breaks="of an integer dtype"
# rounds, and leaves the floats as they are
def parity_features(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    network = small_network(2)
    network.fit(parity_features(X), np.asarray(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    return np.round(model.predict(parity_features(x), verbose=0)[:, 0])

# %% task="raw-number" kind="wrong" breaks="and whatever is fitted later"
# the models live in one global place: the next lesson replaces them
number_models = {}

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
    number_models["raw"] = threshold()
    number_models["bits"] = line(signs(X))

    def raw(x):
        cut, rising = number_models["raw"]
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        weights = number_models["bits"]
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="is flipped with exactly this probability"
# draws a new label instead of the opposite one: half of the chosen labels stay
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.random(len(y)) < rate
    return np.where(chosen, rng.integers(0, 2, len(y)), y).astype("int64")


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="the opposite of one"
# looks for the bit that agrees most, and never for one that disagrees most
def learn_through_noise(X, y):
    agree = [np.mean(((X >> k) & 1) == y) for k in range(12)]
    best = int(np.argmax(agree))
    return lambda x: (np.asarray(x) >> best) & 1
