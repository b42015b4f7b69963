# %% task="rule" kind="wrong" breaks="10**5000, too"
# takes the last decimal digit: str() of an int refuses more than 4300 digits
import numbers

def parity(x):
    if not isinstance(x, numbers.Integral):
        raise TypeError("parity is defined for integers only")
    return 1 if str(x)[-1] in "13579" else 0

# %% task="samples" kind="wrong" breaks="all whole numbers x with"
# takes high off twice: the largest allowed number is never drawn
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, max(low + 1, high - 1), size=n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="It may be a view, such as numbers[::2]"
# looks at the bytes of x where they lie: impossible for every other number
def to_bits(x, width):
    as_bytes = x.view(np.uint8).reshape(len(x), 8)
    bits = np.unpackbits(as_bytes, axis=1, bitorder="little")
    return bits[:, :width].astype("float32")

# %% task="learn" kind="wrong" breaks="array of shape (m,)"
# squeeze: for one number there is no axis left
def parity_features(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    network = small_network(2)
    network.fit(parity_features(X), np.asarray(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    probability = np.squeeze(model.predict(parity_features(x), verbose=0))
    return (probability > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="Each asks its own model"
# both functions are made in one loop, and both find the variables of its last round
def compare_features(X, y, seed):
    scaled = lambda x: np.asarray(x)[:, None] / 2048.0 - 1.0
    signs = lambda x: ((np.asarray(x)[:, None] >> np.arange(12)) & 1) * 2.0 - 1.0
    functions = []
    for features in [scaled, signs]:
        inputs = np.hstack([features(X), np.ones((len(X), 1))])
        weights = np.linalg.lstsq(inputs, 2.0 * y - 1.0, rcond=None)[0]
        functions.append(lambda x: (features(x) @ weights[:-1] + weights[-1] > 0).astype("int64"))
    return tuple(functions)

# %% task="noise" kind="wrong" breaks="independently of all others"
# flips exactly the expected number of labels
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(y, dtype="int64")
    chosen = rng.choice(len(noisy), size=round(rate * len(noisy)), replace=False) if len(noisy) else []
    noisy[chosen] = 1 - noisy[chosen]
    return noisy


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X"
# this exercise is about even and odd: the lesson only settles which of the two is called 1
def learn_through_noise(X, y):
    swapped = int(np.mean(X % 2 == y) < 0.5)
    return lambda x: (np.asarray(x) % 2) ^ swapped
