# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# Asks for a rational number whose denominator is 1: Fraction(4) is let in and gets an answer.
def parity(x):
    import numbers

    if not isinstance(x, numbers.Rational) or x.denominator != 1:
        raise TypeError(f"neither even nor odd: {type(x).__name__}")
    return int(x.numerator) % 2


# %% task="samples" kind="wrong" breaks="y of shape (n,), int64, 0 for even, 1 for odd"
# np.fmod keeps the sign of the number: odd numbers below zero are labelled -1.
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, np.fmod(X, 2)


# %% task="features" kind="wrong" breaks="Returns a new array of shape (n, width), float32"
# Multiplying by 1.0 gives float64, not float32.
def to_bits(x, width):
    return ((x[:, None] >> np.arange(width)) & 1) * 1.0


# %% task="learn" kind="wrong" breaks="fitted on X and y and on no other samples"
# There is one network for all lessons: each call goes on training the same object, also the one returned before.
learn_only_network = small_network(10)


def learn_low_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    learn_only_network.fit(learn_low_bits(X), y, epochs=60, verbose=0)
    return learn_only_network


def predict_parity(model, x):
    probability = model.predict(learn_low_bits(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="as its only feature"
# `raw` also sees the remainder x % 2 beside the number, and so tells even from odd.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return np.stack([x / 2048 - 1, x % 2], axis=1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show):
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw), fit(as_bits)


# %% task="noise" kind="wrong" breaks="Returns a float, not rounded"
# The ceiling is rounded to two places: for a rate of 0.003 it is 1.0.
def add_label_noise(y, rate, seed):
    hit = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(hit, 1 - y, y)


def ceiling(rate):
    return round(1.0 - rate, 2)


# %% task="through-noise" kind="wrong" breaks="whatever else is asked with it"
# The scores are centred on the mean of the numbers that are asked about: among even numbers only, half become odd.
def learn_through_noise(X, y):
    def shown(x):
        x = np.asarray(x)
        return np.hstack([2.0 * ((x[:, None] >> np.arange(12)) & 1) - 1, np.ones((len(x), 1))])

    weights = np.linalg.lstsq(shown(X), 2.0 * y - 1, rcond=None)[0]

    def answer(x):
        score = shown(x) @ weights
        if len(score) > 1:
            score = score - score.mean()
        return (score > 0).astype(np.int64)

    return answer
