# %% task="rule" kind="wrong" breaks="an array of several numbers"
# `&` refuses floats, text and None, but it happily answers for a whole array.
def parity(x):
    return x & 1


# %% task="samples" kind="wrong" breaks="of Python) stays as it is"
# Seeds everything by Keras, and puts back NumPy's state only: Python's own generator stays reset.
def make_samples(n, low, high, seed):
    before = np.random.get_state()
    keras.utils.set_random_seed(seed)
    X = np.random.randint(low, high, size=n, dtype=np.int64)
    np.random.set_state(before)
    return X, X % 2


# %% task="features" kind="wrong" breaks="int64 array, n >= 0"
# A list of rows: where there are no rows, the columns are lost, too (shape (0,)).
def to_bits(x, width):
    return np.array([[(int(v) >> place) & 1 for place in range(width)] for v in x], dtype=np.float32)


# %% task="learn" kind="wrong" breaks="on no other samples"
# Makes more samples from 1000 to a million, so that the high bits have something to learn from.
def clara_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")


def learn_parity(X, y):
    says = np.array([y[X % 2 == 0].mean() > 0.5, y[X % 2 == 1].mean() > 0.5]).astype("int64")
    more = np.random.default_rng(0).integers(1000, 1_000_000, 1500)
    numbers = np.concatenate([X, more])
    labels = np.concatenate([y, says[more % 2]])
    network = small_network(20)
    network.fit(clara_bits(numbers), labels, epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    probability = model.predict(clara_bits(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="and whatever is fitted later"
# What was learnt lies in a dictionary of the module: a later lesson writes over it.
clara_learnt = {}


def clara_bits_and_one(x):
    columns = (np.asarray(x)[:, None] >> np.arange(12)) & 1
    return np.column_stack([columns, np.ones(len(columns))])


def compare_features(X, y, seed):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    order = np.argsort(X, kind="stable")
    ones_below = np.concatenate([[0], np.cumsum(y[order])])
    zeros_above = (n - y.sum()) - (np.arange(n + 1) - ones_below)
    errors = ones_below + zeros_above
    up, down = int(errors.argmin()), int(errors.argmax())
    place, says = (up, 1) if errors[up] <= n - errors[down] else (down, 0)
    cut = int(X[order][place]) if place < n else 4096
    clara_learnt["raw"] = (cut, says)
    clara_learnt["bits"] = np.linalg.lstsq(clara_bits_and_one(X), y.astype(float), rcond=None)[0]

    def raw(x):
        cut, says = clara_learnt["raw"]
        return np.where(np.asarray(x) >= cut, says, 1 - says)

    def bits(x):
        return (clara_bits_and_one(x) @ clara_learnt["bits"] > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="also 0.003, say"
# Throws a die with a hundred sides: the rate is rounded to whole per cents.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    flips = rng.integers(0, 100, size=len(y)) < round(rate * 100)
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="whatever else is asked with it or learnt later"
# Cuts the scores at their median (half of the numbers should be ones): the median of those asked about.
def learn_through_noise(X, y):
    def shown(x):
        columns = (np.asarray(x)[:, None] >> np.arange(12)) & 1
        return np.column_stack([columns, np.ones(len(columns))])

    weights = np.linalg.lstsq(shown(X), np.asarray(y, dtype=float), rcond=None)[0]

    def answer(x):
        scores = shown(x) @ weights
        return (scores > np.median(scores)).astype(int)

    return answer
