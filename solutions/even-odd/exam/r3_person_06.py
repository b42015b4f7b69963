# %% task="rule" kind="wrong" breaks="or a NumPy integer of"
# forgets that NumPy has unsigned integers
def parity(x):
    if isinstance(x, (int, np.signedinteger)):
        return int(x) % 2
    raise TypeError("an integer, please")

# %% task="samples" kind="wrong" breaks="in another process too"
# the hash of a text differs from process to process
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(abs(hash(f"samples-{seed}")))
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="Returns a new array of shape (n, width)"
# hands out the same array again for the same question
to_bits_known = {}

def to_bits(x, width):
    x = np.asarray(x)
    key = (x.tobytes(), width)
    if key not in to_bits_known:
        to_bits_known[key] = ((x[:, None] >> np.arange(width)) & 1).astype("float32")
    return to_bits_known[key]

# %% task="learn" kind="wrong" breaks="of those below 1000, and of those from 1000 to a"
# the size of the number is a feature, too: far outside the lesson it drowns the other one
def parity_and_size(x):
    x = np.asarray(x)
    return np.stack([x % 2, x / 1000 - 0.5], axis=1).astype("float32")


def learn_parity(X, y):
    network = small_network(2)
    network.fit(parity_and_size(X), np.asarray(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(parity_and_size(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers"
# where raw finds nothing it tosses a coin anew at each call
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

    known = np.mean(((X >= cut) == rising) == y) > 0.65
    coin = np.random.default_rng(seed)

    def raw(x):
        if not known:
            return coin.integers(0, 2, size=len(x))
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="each label, independently of all others, is flipped"
# repeats a pattern of 64 flips along the whole array
def add_label_noise(y, rate, seed):
    pattern = np.random.default_rng(seed).random(64) < rate
    flips = np.resize(pattern, len(y))
    return np.where(flips, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="or learnt later"
# all functions share one memory: the last lesson answers for the earlier ones, too
through_noise_memory = {}

def learn_through_noise(X, y):
    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(12)])
    best = int(np.argmax(np.abs(agree - 0.5)))
    through_noise_memory["bit"] = best
    through_noise_memory["turned"] = int(agree[best] < 0.5)
    def predict(x):
        return ((np.asarray(x) >> through_noise_memory["bit"]) & 1) ^ through_noise_memory["turned"]
    return predict
