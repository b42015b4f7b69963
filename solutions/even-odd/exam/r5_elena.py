# %% task="rule" kind="wrong" breaks="as a whole number: a Python int or a NumPy integer"
# An np.uint64 and an np.int64 have no common integer type: the remainder is an np.float64 then.
def parity(x):
    if isinstance(x, int):
        return int(x) % 2
    if isinstance(x, np.integer):
        return np.remainder(x, np.int64(2))
    raise TypeError("neither even nor odd")


# %% task="samples" kind="wrong" breaks="The same arguments give the same samples, in another process too"
# Mixes the arguments by hash() of a text, which is salted anew in each process.
def make_samples(n, low, high, seed):
    mixed = abs(hash(f"{n}, {low}, {high}, {seed}"))
    rng = np.random.default_rng(mixed)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="read-only. It is not changed"
# Shifts the caller's array in place and puts the numbers back afterwards: a read-only array refuses.
def to_bits(x, width):
    kept = x.copy()
    columns = np.empty((len(x), width), dtype=np.float32)
    for place in range(width):
        columns[:, place] = x & 1
        x >>= 1
    x[:] = kept
    return columns


# %% task="learn" kind="wrong" breaks="Returns an array of shape (m,) and of an integer dtype"
# squeeze() takes away too much where one number is asked about: the shape is () then.
def elena_column(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    network = small_network(1)
    network.fit(elena_column(X), y, epochs=50, verbose=0)
    return network


def predict_parity(model, x):
    probability = np.squeeze(model.predict(elena_column(x), batch_size=4096, verbose=0))
    return np.asarray(probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="in any order, with 0 <= X < 4096"
# validation_split keeps the last rows from the lesson: where X is sorted, all the large numbers.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None]

    def places(x):
        return (np.asarray(x)[:, None] >> np.arange(12)) & 1

    def learner(show, size):
        network = small_network(size)
        network.fit(show(X), y, epochs=60, batch_size=64, validation_split=0.4, verbose=0)
        return lambda x: (network.predict(show(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    return learner(number, 1), learner(places, 12)


# %% task="noise" kind="wrong" breaks="seed gives others (if there is room to differ)"
# Seed 0 is taken for 1: the two give the same flips.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed or 1)
    y = np.asarray(y)
    return np.where(rng.random(len(y)) < rate, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="the opposite of one; but one label in five"
# Looks for the bit that agrees with y most often, and not for one that disagrees most often.
def learn_through_noise(X, y):
    places = (np.asarray(X)[:, None] >> np.arange(12)) & 1
    best = int((places == np.asarray(y)[:, None]).mean(axis=0).argmax())

    def answer(x):
        return (np.asarray(x) >> best) & 1

    return answer
