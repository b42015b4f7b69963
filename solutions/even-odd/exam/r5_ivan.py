# %% task="rule" kind="wrong" breaks="or a NumPy integer of"
# Knows only NumPy's signed integers: np.uint8(3) raises a TypeError.
def parity(x):
    if not isinstance(x, (int, np.signedinteger)):
        raise TypeError("neither even nor odd")
    return int(x) % 2


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely"
# The remainder of a 60-bit number: in a range 10**18 wide, the first seventh comes up twice as often.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + rng.integers(0, 2**60, size=n, dtype=np.int64) % (high - low)
    return X, X % 2


# %% task="learn" kind="wrong" breaks="on no other samples"
# There is one network for all lessons: each lesson goes on training it, and earlier models change with it.
ivan_network = small_network(1)


def ivan_column(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    ivan_network.fit(ivan_column(X), y, epochs=60, verbose=0)
    return ivan_network


def predict_parity(model, x):
    probability = model.predict(ivan_column(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="`bits` gets at least 99 in 100 right"
# `bits` asks the one nearest neighbour: about one time in twelve it differs in the very bit that counts.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None]

    network = small_network(1)
    network.fit(number(X), y, epochs=50, batch_size=80, verbose=0)

    places = np.arange(12)
    seen = ((np.asarray(X)[:, None] >> places) & 1).astype(np.float32)
    every = ((np.arange(4096)[:, None] >> places) & 1).astype(np.float32)
    distance = every.sum(axis=1)[:, None] + seen.sum(axis=1) - 2 * every @ seen.T
    table = np.array(y)[distance.argmin(axis=1)]

    def raw(x):
        return (network.predict(number(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    def bits(x):
        return table[np.asarray(x)]

    return raw, bits


# %% task="noise" kind="wrong" breaks="No later call changes it"
# One buffer for each length: the next call writes over the labels of the one before.
ivan_buffers = {}


def add_label_noise(y, rate, seed):
    y = np.asarray(y)
    out = ivan_buffers.setdefault(len(y), np.empty(len(y), dtype=np.int64))
    flips = np.random.default_rng(seed).random(len(y)) < rate
    out[:] = np.where(flips, 1 - y, y)
    return out


def ceiling(rate):
    return 1.0 - rate
