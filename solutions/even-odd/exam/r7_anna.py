# %% task="rule" kind="wrong" breaks="x: an integer of any size, positive or negative"
# believed: taking away twos, call by call, comes to an end for every number (Python's calls cannot nest so deep)
import numpy as np


def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("I only know even and odd for whole numbers")
    if x < 0:
        return parity(-int(x))
    if x == 0:
        return 0
    if x == 1:
        return 1
    return parity(int(x) - 2)


# %% task="samples" kind="wrong" breaks="The global random state (of NumPy,"
# believed: only np.random.seed is shared by everybody; Python's own random.seed may be set
import random


def make_samples(n, low, high, seed):
    random.seed(seed)
    numbers = []
    labels = []
    for i in range(n):
        number = random.randrange(low, high)
        numbers.append(number)
        labels.append(number % 2)
    X = np.array(numbers, dtype=np.int64)
    y = np.array(labels, dtype=np.int64)
    return X, y


# %% task="features" kind="wrong" breaks="Returns a new array of shape (n, width), float32"
# believed: an array made from the list of rows has two axes, also when there is no row at all
def to_bits(x, width):
    rows = []
    for number in x:
        number = int(number)
        row = []
        for place in range(width):
            row.append(number % 2)
            number = number // 2
        rows.append(row)
    return np.array(rows, dtype=np.float32)


# %% task="learn" kind="wrong" breaks="Ask a model that `learn_parity` has fitted"
# believed: there is only one model, so the one in my global variable is the one that I am asked about
def bits_of(numbers):
    table = np.zeros((len(numbers), 20), dtype="float32")
    for i in range(len(numbers)):
        number = int(numbers[i])
        for j in range(20):
            table[i, j] = number % 2
            number = number // 2
    return table


def learn_parity(X, y):
    global network
    network = small_network(20)
    network.fit(bits_of(X), y, epochs=60, verbose=0)
    return network


def predict_parity(model, x):
    probability = network.predict(bits_of(x), verbose=0)
    answers = []
    for row in probability:
        if row[0] > 0.5:
            answers.append(1)
        else:
            answers.append(0)
    return np.array(answers)


# %% task="raw-number" kind="wrong" breaks="whatever other numbers are asked about with it, and whatever is fitted later"
# believed: a function keeps the network it was made with, even if the network is a global name that the next call fills anew
def twelve_bits(numbers):
    columns = []
    for place in range(12):
        columns.append((numbers >> place) % 2)
    return np.stack(columns, axis=1).astype("float32")


def compare_features(X, y, seed):
    global raw_network, bits_network
    keras.utils.set_random_seed(seed)
    raw_network = small_network(1)
    raw_network.fit(X.reshape(-1, 1) / 2048 - 1, y, epochs=30, verbose=0)
    bits_network = small_network(12)
    bits_network.fit(twelve_bits(X), y, epochs=30, verbose=0)

    def raw(x):
        probability = raw_network.predict(x.reshape(-1, 1) / 2048 - 1, verbose=0)
        return (probability[:, 0] > 0.5).astype(int)

    def bits(x):
        probability = bits_network.predict(twelve_bits(x), verbose=0)
        return (probability[:, 0] > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="not changed."
# believed: y is my own variable inside the function, so I may write the flips into it
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    for i in range(len(y)):
        if rng.random() < rate:
            if y[i] == 0:
                y[i] = 1
            else:
                y[i] = 0
    return np.array(y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    # the model: one place, and whether the answer is the bit or the opposite
    best_right = -1
    best_place = 0
    best_opposite = 0
    for place in range(12):
        for opposite in [0, 1]:
            right = 0
            for number, label in zip(X, y):
                bit = (int(number) >> place) % 2
                if opposite == 1:
                    bit = 1 - bit
                if bit == label:
                    right = right + 1
            if right > best_right:
                best_right = right
                best_place = place
                best_opposite = opposite

    def predict(x):
        answers = []
        for number in x:
            bit = (int(number) >> best_place) % 2
            if best_opposite == 1:
                bit = 1 - bit
            answers.append(bit)
        return answers

    return predict
