# %% task="noise" kind="wrong" breaks="0 or 1, n >= 0"
# Makes sure first that all labels are 0 or 1, with min() and max(); of no labels at all there is no minimum.
def add_label_noise(y, rate, seed):
    if y.min() < 0 or y.max() > 1:
        raise ValueError("a label is 0 or 1")
    return y ^ (np.random.default_rng(seed).random(len(y)) < rate).astype(np.int64)


def ceiling(rate):
    return float(1 - rate)


# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers are asked about with it"
# Where the model is in doubt, a coin is tossed anew at each question.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    coin = np.random.default_rng(seed)

    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show):
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)

        def answer(x):
            probability = keras.ops.convert_to_numpy(model(show(x)))[:, 0]
            doubtful = np.abs(probability - 0.5) < 0.1
            return np.where(doubtful, coin.integers(0, 2, size=len(x)), probability > 0.5).astype("int64")

        return answer

    return fit(as_raw), fit(as_bits)


# %% task="samples" kind="wrong" breaks="The same arguments give the same samples"
# One generator for each seed is kept and goes on: the second call with the same arguments gets the numbers that follow.
samples_generators = {}


def make_samples(n, low, high, seed):
    rng = samples_generators.setdefault(seed, np.random.default_rng(seed))
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2
