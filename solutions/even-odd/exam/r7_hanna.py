# %% task="rule" kind="wrong" breaks="Returns 0 if x is even and 1 if it is odd, as a whole number"
# believed: False is as good an answer as 0
import numpy as np


def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("parity needs an integer")
    return x % 2 == 1


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# believed: the same number twice is a waste, so numbers repeat only where the range is too small
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    size_of_range = high - low
    X = low + rng.choice(size_of_range, size=n, replace=n > size_of_range)
    return X, X % 2


# %% task="features" kind="wrong" breaks="read-only. It is not changed."
# believed: `x //= 2` gives my local x a new value, and the caller's array stays as it is
def to_bits(x, width):
    bits = np.zeros((len(x), width), dtype="float32")
    for k in range(width):
        bits[:, k] = x % 2
        x //= 2
    return bits


# %% task="learn" kind="wrong" breaks="Returns an array of shape (m,) and of an integer dtype"
# believed: True and False are 1 and 0, so the comparison may be handed back as it is
def number_bits(x):
    return np.stack([(x >> k) & 1 for k in range(20)], axis=1).astype("float32")


def learn_parity(X, y):
    model = small_network(20)
    model.fit(number_bits(X), y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(number_bits(x), verbose=0)[:, 0]
    return probability > 0.5


# %% task="raw-number" kind="wrong" breaks="Where y says even or odd, or the opposite"
# believed: the answer is one of the bits; that it may be the opposite of one was read over
def compare_features(X, y, seed):
    nearest_first = np.argsort(X)
    line, labels = X[nearest_first], y[nearest_first]

    def raw(x):
        place = np.clip(np.searchsorted(line, x), 0, len(line) - 1)
        return labels[place]

    agreement = [np.mean(((X >> k) & 1) == y) for k in range(12)]
    best = int(np.argmax(agreement))

    def bits(x):
        return (x >> best) & 1

    return raw, bits


# %% task="noise" kind="wrong" breaks="Returns a new array of shape (n,), int64"
# believed: logical_xor hands back labels of the kind that went in (it hands back True and False)
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.logical_xor(y, flips)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="may refill X, y and x afterwards, and write into the answers: that changes no later answer."
# believed: the same array object means the same question, so the last answer can be given again
def learn_through_noise(X, y):
    def design(x):
        return np.stack([(x >> k) & 1 for k in range(12)] + [np.ones_like(x)], axis=1).astype(float)

    weights = np.linalg.lstsq(design(X), y, rcond=None)[0]
    last_asked = None
    last_answers = None

    def predict(x):
        nonlocal last_asked, last_answers
        if x is not last_asked:
            last_asked = x
            last_answers = (design(x) @ weights > 0.5).astype(int)
        return last_answers.copy()

    return predict
