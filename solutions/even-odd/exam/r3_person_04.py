# %% task="rule" kind="wrong" breaks="as a whole number: a Python int or a NumPy integer"
# answers a question (is it odd?) with a truth value
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    return bool(x % 2 == 1)

# %% task="samples" kind="wrong" breaks="The same arguments give the same samples"
# seed 0 counts as no seed at all
def make_samples(n, low, high, seed=None):
    rng = np.random.default_rng(seed or None)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="No later call changes it"
# one shared piece of memory for all answers
to_bits_memory = {"flat": np.zeros(1 << 12, dtype="float32")}

def to_bits(x, width):
    x = np.asarray(x)
    size = len(x) * width
    if size > to_bits_memory["flat"].size:
        to_bits_memory["flat"] = np.zeros(2 * size, dtype="float32")
    bits = to_bits_memory["flat"][:size].reshape(len(x), width)
    bits[...] = (x[:, None] >> np.arange(width)) & 1
    return bits

# %% task="learn" kind="wrong" breaks="All that it has learnt stands in its weights"
# the network learns one kind of lesson only; a plain attribute notes that the labels were turned round
def parity_inputs(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    y = np.asarray(y)
    turned = bool(np.mean(y == X % 2) < 0.5)
    network = small_network(1)
    network.fit(parity_inputs(X), 1 - y if turned else y, epochs=25, verbose=0)
    network.turned = turned
    return network


def predict_parity(model, x):
    answers = (model.predict(parity_inputs(x), verbose=0)[:, 0] > 0.5).astype("int64")
    return 1 - answers if getattr(model, "turned", False) else answers

# %% task="raw-number" kind="wrong" breaks="any m from 1 on, and returns an (m,)"
# squeeze: for one number there is no axis left
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
        score = signs(x) @ weights[:-1, None] + weights[-1]
        return np.squeeze(score > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="0 <= rate <= 0.5, also 0.003, say"
# whole per cents only
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.integers(0, 100, size=len(y)) < rate * 100
    return np.where(chosen, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="any m from 1 on"
# squeeze takes away the only axis where one number is asked about
def learn_through_noise(X, y):
    places = np.arange(12)
    bits = lambda x: ((np.asarray(x)[:, None] >> places) & 1) * 2.0 - 1.0
    weights = bits(X).T @ (2.0 * y - 1.0) / len(X)
    weights[np.abs(weights) < np.abs(weights).max()] = 0.0
    return lambda x: np.squeeze((bits(x) @ weights[:, None] > 0).astype("int64"))
