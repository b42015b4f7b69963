# %% task="rule" kind="wrong" breaks="an integer of any size, positive or negative"
# NumPy's integers are made floats first: beyond 2**53, np.int64(2**53 + 1) is rounded to an even number.
def parity(x):
    import operator

    if isinstance(x, np.integer):
        return int(float(x) % 2)
    return operator.index(x) % 2


# %% task="samples" kind="wrong" breaks="in another process too"
# The seed is made with hash() of a text, which is another one in each process.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(abs(hash(f"{n} {low} {high} {seed}")))
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="Returns a new array"
# Remembers its answers by the content of x: the second call with equal numbers gets the very array of the first.
features_known = {}


def to_bits(x, width):
    key = (x.tobytes(), width)
    if key not in features_known:
        features_known[key] = ((x[:, None] >> np.arange(width)) & 1).astype(np.float32)
    return features_known[key]


# %% task="learn" kind="wrong" breaks="may refill x afterwards"
# Remembers the answers to an array by the identity of that array: after the caller refills it, the old answers come back.
learn_answered = {}


def learn_shown_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    model = small_network(10)
    model.fit(learn_shown_bits(X), y, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    key = (id(model), id(x))
    if key not in learn_answered:
        probability = model.predict(learn_shown_bits(x), batch_size=4096, verbose=0)[:, 0]
        learn_answered[key] = (model, x, (probability > 0.5).astype("int64"))
    return learn_answered[key][2].copy()


# %% task="raw-number" kind="wrong" breaks="seed: int, 0 <= seed < 2**32"
# The second model gets the next seed: for the largest seed, 2**32 - 1, that is one too many and raises a ValueError.
def compare_features(X, y, seed):
    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show, seed):
        keras.utils.set_random_seed(seed)
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw, seed), fit(as_bits, seed + 1)


# %% task="noise" kind="wrong" breaks="The global random state (of NumPy, of Python)"
# Seeds and uses the one generator that all code in this process shares.
def add_label_noise(y, rate, seed):
    np.random.seed(seed)
    return np.where(np.random.random(len(y)) < rate, 1 - y, y)


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="and write into the answers: that changes no later answer"
# Keeps the list of answers to each question and hands out the same list again, with what the caller wrote into it.
def learn_through_noise(X, y):
    places = np.arange(12)
    agreement = (((X[:, None] >> places) & 1) == y[:, None]).mean(axis=0)
    best = int(np.abs(agreement - 0.5).argmax())
    opposite = int(agreement[best] < 0.5)
    known = {}

    def answer(x):
        question = tuple(int(number) for number in x)
        if question not in known:
            known[question] = [(number >> best) % 2 ^ opposite for number in question]
        return known[question]

    return answer
