# %% task="rule" kind="wrong" breaks="an integer of any size, positive or negative: a Python int (10**5000, too)"
# believed: `/` is exact, so x / 2 equals x // 2 just where x is even
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("parity: an integer is needed")
    number = int(x)
    if number / 2 == number // 2:
        return 0
    return 1


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# believed: a good lesson is balanced, so just half of the numbers must be even
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    first_even, first_odd = low + low % 2, low + 1 - low % 2
    evens, odds = (high - first_even + 1) // 2, (high - first_odd + 1) // 2
    n_even = n // 2
    if evens == 0:
        n_even = 0
    elif odds == 0:
        n_even = n
    parts = []
    if n_even:
        parts.append(first_even + 2 * rng.integers(0, evens, n_even))
    if n - n_even:
        parts.append(first_odd + 2 * rng.integers(0, odds, n - n_even))
    X = np.concatenate([np.zeros(0, np.int64), *parts]).astype(np.int64)
    rng.shuffle(X)
    return X, X % 2


# %% task="features" kind="right"
def to_bits(x, width):
    last = np.array(x % 2, dtype=np.float32).reshape(-1, 1)
    if width == 1:
        return last
    return np.hstack([last, to_bits(x // 2, width - 1)])


# %% task="learn" kind="wrong" breaks="Returns an array of shape (m,) and of an integer dtype"
# believed: a rounded number is an integer
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(10) & 1).astype("float32")
    model = small_network(10)
    model.fit(bits, y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(10) & 1).astype("float32")
    return np.rint(model.predict(bits, verbose=0)[:, 0])


# %% task="raw-number" kind="wrong" breaks="`bits` sees its 12 bits"
# believed: the largest bit of a number below 2**12 is 2**11, so range(11) lists them all
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_bits(x):
        return np.stack([(x >> place) & 1 for place in range(11)], axis=1).astype("float32")

    def as_number(x):
        return x[:, None] / 2048 - 1

    raw_model, bits_model = small_network(1), small_network(11)
    raw_model.fit(as_number(X), y, epochs=30, verbose=0)
    bits_model.fit(as_bits(X), y, epochs=30, verbose=0)

    def raw(x):
        return np.rint(raw_model.predict(as_number(x), verbose=0)).reshape(-1)

    def bits(x):
        return np.rint(bits_model.predict(as_bits(x), verbose=0)).reshape(-1)

    return raw, bits


# %% task="noise" kind="wrong" breaks="The global random state (of NumPy, of Python)"
# believed: only NumPy's seed is shared with others; Python's `random` may be seeded by anybody
import random


def add_label_noise(y, rate, seed):
    random.seed(seed)
    noisy = [int(label) if random.random() >= rate else 1 - int(label) for label in y]
    return np.array(noisy, dtype=np.int64)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="the opposite of one; but one label in five, drawn at random, is flipped."
# believed: the bit that matters is the one that agrees most often; one that nearly never agrees is useless
def learn_through_noise(X, y):
    agreement = [np.mean((X >> place & 1) == y) for place in range(12)]
    best = int(np.argmax(agreement))

    def predict(x):
        return x >> best & 1

    return predict
