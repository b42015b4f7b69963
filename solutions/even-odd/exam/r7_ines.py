# %% task="rule" kind="wrong" breaks="a Python int (10**5000, too)"
# believed: each integer can be written out in decimal, and its last digit decides (Python writes out no more than 4300 digits)
import numpy as np


def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("Please give me an integer.")
    last = str(x)[-1]
    if last in "02468":
        return 0
    return 1


# %% task="samples" kind="right"
from random import Random


def make_samples(n, low, high, seed):
    dice = Random(seed)
    X = np.zeros(n, dtype=np.int64)
    for i in range(n):
        X[i] = dice.randrange(low, high)
    y = np.zeros(n, dtype=np.int64)
    y[X % 2 != 0] = 1
    return X, y


# %% task="features" kind="wrong" breaks="It is not changed."
# believed: x[:] is a copy, as it is with lists
def to_bits(x, width):
    rest = x[:]
    columns = np.zeros((len(x), width), dtype=np.float32)
    for place in range(width):
        columns[:, place] = rest & 1
        rest >>= 1
    return columns


# %% task="learn" kind="wrong" breaks="model learns what y says."
# believed: the labels are either straight or swapped, and the first one tells which; the others can be made from it
def ten_bits(numbers):
    return np.array([[(int(number) >> place) & 1 for place in range(10)] for number in numbers], dtype="float32")


def learn_parity(X, y):
    swapped = (X[0] % 2) != y[0]
    if swapped:
        target = 1 - X % 2
    else:
        target = X % 2
    model = small_network(10)
    model.fit(ten_bits(X), target, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(ten_bits(x), verbose=0)
    return np.array([1 if p > 0.5 else 0 for p in probability[:, 0]])


# %% task="raw-number" kind="wrong" breaks="`raw` gets at least 90, and `bits` at least 75."
# believed: the ones begin at T and go on upwards; that the question may be "below T" was read over
def compare_features(X, y, seed):
    start = int(np.min(X[y == 1]))

    def raw(x):
        return [1 if number >= start else 0 for number in x]

    counts = np.zeros(12)
    for place in range(12):
        counts[place] = np.sum((X >> place & 1) == y)
    opposites = len(X) - counts
    if counts.max() >= opposites.max():
        place, opposite = int(counts.argmax()), 0
    else:
        place, opposite = int(opposites.argmax()), 1

    def bits(x):
        return [(int(number) >> place & 1) ^ opposite for number in x]

    return raw, bits


# %% task="noise" kind="wrong" breaks="Returns a new array of shape (n,), int64, also where nothing is flipped."
# believed: at rate 0 nothing changes, so y itself can be handed back
def add_label_noise(y, rate, seed):
    if rate == 0:
        return y
    rng = np.random.default_rng(seed)
    noisy = y.copy()
    for i in range(len(y)):
        if rng.random() < rate:
            noisy[i] = 1 - noisy[i]
    return noisy


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="the opposite of one; but one label in five"
# believed: y is one of the bits, so the bit that agrees most often is the rule (an opposite agrees least)
def learn_through_noise(X, y):
    best = 0
    most = -1
    for place in range(12):
        agree = np.sum((X >> place & 1) == y)
        if agree > most:
            most = agree
            best = place

    def predict(x):
        return [(int(number) >> best) & 1 for number in x]

    return predict
