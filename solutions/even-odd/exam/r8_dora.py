# %% task="rule" kind="wrong" breaks="2.5, 4.0, np.float32(4)"
# believed: every number with a decimal point is a `float`, NumPy's float32 too
from fractions import Fraction


def parity(x):
    if x is None or isinstance(x, (float, complex, str, bytes, Fraction, list, tuple, np.ndarray)):
        raise TypeError("only integers are even or odd")
    return int(x) % 2


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely."
# believed: astype(int) rounds down, below zero too
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.uniform(low, high, n).astype(np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="significant bit (the ones), column 1 the twos, column 2 the fours, and so on."
# believed: reshape turns a table of (width, n) round, so that rows become columns
def to_bits(x, width):
    table = np.array([(x // 2**place) % 2 for place in range(width)])
    return table.reshape(len(x), width).astype(np.float32)


# %% task="learn" kind="wrong" breaks="A number gets the same answer whatever other numbers are asked about with it."
# believed: half of all numbers are odd, so the border lies at the mean of the probabilities
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(10) & 1).astype("float32")
    model = small_network(10)
    model.fit(bits, y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(10) & 1).astype("float32")
    probability = model.predict(bits, verbose=0)[:, 0]
    return (probability > probability.mean()).astype("int64")


# %% task="raw-number" kind="wrong" breaks="Each asks its own model, which was fitted on X and y."
# believed: the lesson on bits is the lesson on even and odd, so its labels are X % 2
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    raw_network = small_network(1)
    raw_network.fit(X[:, None] / 2048 - 1, y, epochs=30, verbose=0)

    bit_network = small_network(12)
    bit_network.fit((X[:, None] >> np.arange(12) & 1).astype("float32"), X % 2, epochs=30, verbose=0)

    def raw(x):
        return (raw_network.predict(x[:, None] / 2048 - 1, verbose=0)[:, 0] > 0.5).astype(int)

    def bits(x):
        shown = (x[:, None] >> np.arange(12) & 1).astype("float32")
        return (bit_network.predict(shown, verbose=0)[:, 0] > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="right"
import random


def add_label_noise(y, rate, seed):
    my_dice = random.Random(seed)
    result = np.zeros(len(y), dtype=np.int64)
    for i in range(len(y)):
        label = int(y[i])
        if my_dice.random() < rate:
            if label == 0:
                label = 1
            else:
                label = 0
        result[i] = label
    return result


def ceiling(rate):
    wrong = float(rate)
    right_ones = 1.0 - wrong
    return right_ones


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    # I ask each of the 12 bits how often it says the same as the label.
    best_place = 0
    best_swapped = False
    best_count = -1
    for place in range(12):
        count = 0
        for number, label in zip(X.tolist(), y.tolist()):
            if (number // 2**place) % 2 == label:
                count = count + 1
        other_count = len(X) - count
        if count > best_count:
            best_count, best_place, best_swapped = count, place, False
        if other_count > best_count:
            best_count, best_place, best_swapped = other_count, place, True

    def predict(x):
        answers = []
        for number in x.tolist():
            bit = (number // 2**best_place) % 2
            answers.append(1 - bit if best_swapped else bit)
        return answers

    return predict
