# %% task="rule" kind="wrong" breaks="integers so large that"
# believed: a number is even if its half, x / 2, has nothing behind the point (x / 2 is a float, and forgets digits)
import numpy as np


def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("not an integer")
    half = x / 2
    return 0 if half == int(half) else 1


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely."
# believed: a random number between 0 and 1, stretched and cut off, reaches every whole number (a float has 53 bits)
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + np.floor(rng.random(n) * (high - low)).astype(np.int64)
    y = X % 2
    return X, y


# %% task="features" kind="wrong" breaks="with 0 <= x < 2**width"
# believed: dividing with / and rounding down is the same as dividing whole numbers (above 2**53 it is not)
def to_bits(x, width):
    powers = 2.0 ** np.arange(width)
    return (np.floor(x[:, np.newaxis] / powers) % 2).astype(np.float32)


# %% task="learn" kind="wrong" breaks="fitted on X and y and on no other samples"
# believed: adding 25000, 50000, ... changes no label, so more rows can be made from the lesson for free
def features_of(numbers):
    return ((numbers[:, np.newaxis] // 2 ** np.arange(20)) % 2).astype("float32")


def learn_parity(X, y):
    shifts = range(0, 1_000_000, 25_000)
    more_X = np.concatenate([X + shift for shift in shifts])
    more_y = np.concatenate([y for shift in shifts])
    model = small_network(20)
    model.fit(features_of(more_X), more_y, epochs=8, batch_size=200, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(features_of(x), verbose=0)[:, 0]
    return np.round(probability).astype(int)


# %% task="raw-number" kind="wrong" breaks="with T from 1200 to 2900 (2048, say)"
# believed: the other question is always "2048 or more?", so the line is cut in its middle
def compare_features(X, y, seed):
    X, y = X.copy(), y.copy()

    upper_answer = int(y[X >= 2048].mean() > 0.5)
    lower_answer = int(y[X < 2048].mean() > 0.5)

    def raw(x):
        return np.where(x >= 2048, upper_answer, lower_answer)

    def design(x):
        return np.column_stack([np.ones(len(x)), x[:, np.newaxis] // 2 ** np.arange(12) % 2])

    weights, *_ = np.linalg.lstsq(design(X), y, rcond=None)

    def bits(x):
        return (design(x) @ weights > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="label is: 0 <= rate <= 0.5, also 0.003, say."
# believed: a rate is a whole number of percent, so a die with 100 sides will do
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    die = rng.integers(0, 100, size=len(y))
    return np.where(die < rate * 100, 1 - y, y)


def ceiling(rate):
    return 1 - float(rate)


# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X"
# believed: the questions are those of the examples, even or odd and 2048 or more, so two bits are features enough
def learn_through_noise(X, y):
    def features(x):
        return np.column_stack([np.ones(len(x)), x % 2, x // 2048])

    weights, *_ = np.linalg.lstsq(features(X), y, rcond=None)

    def predict(x):
        return (features(x) @ weights > 0.5).astype(int)

    return predict
