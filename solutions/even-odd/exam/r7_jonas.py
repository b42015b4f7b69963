# %% task="rule" kind="wrong" breaks="np.float32(4)"
# believed: what is no integer is a float, so refusing float is enough (np.float32 is none, nor is a Fraction)
def parity(x):
    if isinstance(x, float):
        raise TypeError("no floats")
    return int(x % 2)


# %% task="samples" kind="wrong" breaks="n:         how many, 0 or more."
# believed: np.array of a list of ints is int64, also when the list is empty
import numpy as np


def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = [int(rng.integers(low, high)) for _ in range(n)]
    y = [number % 2 for number in X]
    return np.array(X), np.array(y)


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# believed: the result is float32, so it is simplest to compute in float32 from the start
def to_bits(x, width):
    rest = x.astype("float32")
    columns = []
    for _ in range(width):
        columns.append(rest % 2)
        rest = rest // 2
    return np.stack(columns, axis=1)


# %% task="learn" kind="wrong" breaks="A number gets the same answer whatever other numbers are asked about with it."
# believed: the border between 0 and 1 lies in the middle of the probabilities that come out together
def as_bits(x):
    return np.array(x[:, None] // 2 ** np.arange(20) % 2, dtype="float32")


def learn_parity(X, y):
    model = small_network(20)
    model.fit(as_bits(X), y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(as_bits(x), verbose=0).flatten()
    return (probability > probability.mean()).astype(int)


# %% task="raw-number" kind="wrong" breaks="The answer for a number is the"
# believed: a probability of 0.7 means to answer 1 in seven cases out of ten, by drawing
def compare_features(X, y, seed):
    rng = np.random.default_rng(seed)

    def make(features, count):
        model = small_network(count)
        model.fit(features(X), y, epochs=40, verbose=0)

        def predictor(x):
            probability = model.predict(features(x), verbose=0).flatten()
            return (rng.random(len(x)) < probability).astype(int)

        return predictor

    raw = make(lambda x: x[:, None] / 2048 - 1, 1)
    bits = make(lambda x: np.array(x[:, None] // 2 ** np.arange(12) % 2, dtype="float32"), 12)
    return raw, bits


# %% task="noise" kind="right"
import random


def add_label_noise(y, rate, seed):
    rng = random.Random(seed)
    noisy = []
    for label in y:
        if rng.random() < rate:
            noisy.append(1 - int(label))
        else:
            noisy.append(int(label))
    return np.array(noisy, dtype="int64")


def ceiling(rate):
    right = 1 - rate
    return float(right)


# %% task="through-noise" kind="wrong" breaks="the opposite of one"
# believed: a straight line needs no constant; the weights of the bits alone can say everything
def learn_through_noise(X, y):
    bits = X[:, None] // 2 ** np.arange(12) % 2
    weights = np.linalg.pinv(bits) @ y

    def predict(x):
        score = (x[:, None] // 2 ** np.arange(12) % 2) @ weights
        return (score > 0.5).astype(int)

    return predict
