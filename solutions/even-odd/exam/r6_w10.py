# %% task="rule" kind="wrong" breaks="raises a TypeError"
# None is taken for "no number given", that is for 0, and gets an answer.
def parity(x):
    import operator

    if x is None:
        x = 0
    return operator.index(x) % 2


# %% task="samples" kind="wrong" breaks="Another seed gives others"
# Only the lowest 16 bits of the seed are used: seeds 1 and 65537 give the same numbers.
def make_samples(n, low, high, seed):
    generator = np.random.RandomState(seed % 2**16)
    X = generator.randint(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62"
# The numbers are made float32 first, which holds whole numbers up to 2**24 only.
def to_bits(x, width):
    rest = x.astype(np.float32)
    columns = []
    for place in range(width):
        columns.append(rest % 2)
        rest = np.floor(rest / 2)
    return np.stack(columns, axis=1)


# %% task="learn" kind="wrong" breaks="that was fitted on X and y and on no other samples"
# "More data helps": a thousand further numbers up to a million are labelled in the manner of y and trained on, too.
def learn_wide_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")


def learn_parity(X, y):
    says = np.array([y[X % 2 == rest].mean() if (X % 2 == rest).any() else y.mean() for rest in (0, 1)])
    more = np.random.default_rng(7).integers(1000, 1_000_000, size=1000)
    more_labels = (says > 0.5).astype(np.int64)[more % 2]
    model = small_network(20)
    model.fit(learn_wide_bits(np.concatenate([X, more])), np.concatenate([y, more_labels]),
              epochs=15, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(learn_wide_bits(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="write into the answers: that changes no later answer"
# All answers are worked out beforehand; for a single number the answer is a view of that table, open to the caller's pen.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show):
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        table = (keras.ops.convert_to_numpy(model(show(np.arange(4096))))[:, 0] > 0.5).astype("int64")

        def answer(x):
            if len(x) == 1:
                return table[x[0]:x[0] + 1]
            return table[x]

        return answer

    return fit(as_raw), fit(as_bits)


# %% task="noise" kind="wrong" breaks="each label, independently of all others, is flipped with exactly this probability"
# If chance flips nothing although the rate is above 0, one label is flipped all the same.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    hit = rng.random(len(y)) < rate
    if rate > 0 and len(y) > 0 and not hit.any():
        hit[rng.integers(len(y))] = True
    return np.where(hit, 1 - y, y)


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="different numbers in any order"
# The first 300 samples are thought to be enough: if X is sorted, the high bits are constant in them.
def learn_through_noise(X, y):
    lesson, labels = X[:300], y[:300]

    def shown(x):
        x = np.asarray(x)
        return np.hstack([2.0 * ((x[:, None] >> np.arange(12)) & 1) - 1, np.ones((len(x), 1))])

    weights = np.linalg.lstsq(shown(lesson), 2.0 * labels - 1, rcond=None)[0]
    return lambda x: (shown(x) @ weights > 0).astype(np.int64)
