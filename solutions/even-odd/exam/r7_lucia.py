# %% task="rule" kind="right"
import operator


def parity(x):
    return operator.index(x) % 2


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# believed: a good training set is balanced, half even and half odd
import numpy as np


def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    first_even, first_odd = low + low % 2, low + (low + 1) % 2
    evens = (high - first_even + 1) // 2
    odds = (high - first_odd + 1) // 2
    n_even = 0 if evens == 0 else n if odds == 0 else n // 2
    parts = []
    if n_even > 0:
        parts.append(first_even + 2 * rng.integers(0, evens, n_even))
    if n - n_even > 0:
        parts.append(first_odd + 2 * rng.integers(0, odds, n - n_even))
    X = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
    rng.shuffle(X)
    return X, X % 2


# %% task="features" kind="right"
def to_bits(x, width):
    return ((x[:, np.newaxis] >> np.arange(width)) & 1).astype(np.float32)


# %% task="learn" kind="wrong" breaks="0 or 1 for each number, as the model has"
# believed: an answer about a number can be remembered for good (but the next model may answer otherwise)
known_answers = {}


def learn_parity(X, y):
    model = small_network(20)
    model.fit(to_bits(X, 20), y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    new = np.array(sorted({int(number) for number in x} - known_answers.keys()), dtype=np.int64)
    if len(new) > 0:
        probability = model.predict(to_bits(new, 20), verbose=0)[:, 0]
        for number, p in zip(new, probability):
            known_answers[int(number)] = int(p > 0.5)
    return np.array([known_answers[int(number)] for number in x])


# %% task="raw-number" kind="wrong" breaks="Where y is another one of the 12 bits, or its opposite, `bits`"
# believed: only the bits that the two questions of the text need are worth showing, the first and the last
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def lesson(features, count):
        network = small_network(count)
        network.fit(features(X), y, epochs=30, verbose=0)

        def ask(x):
            return (network.predict(features(x), verbose=0)[:, 0] > 0.5).astype(np.int64)

        return ask

    raw = lesson(lambda x: x[:, np.newaxis] / 2048 - 1, 1)
    bits = lesson(lambda x: to_bits(x, 12)[:, [0, 11]], 2)
    return raw, bits


# %% task="noise" kind="wrong" breaks="(An np.float64 is a float, too; an np.float32 is none.)"
# believed: any number with a point is a float, so the float32 of the networks will do
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return (y ^ flips).astype(np.int64)


def ceiling(rate):
    return np.float32(1.0) - np.float32(rate)


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    # Each place gets a vote: how much more often is y a 1 where the bit is 1?
    bits = to_bits(X, 12)
    votes = []
    for place in range(12):
        on, off = y[bits[:, place] == 1], y[bits[:, place] == 0]
        votes.append(on.mean() - off.mean() if len(on) and len(off) else 0.0)
    place = int(np.argmax(np.abs(votes)))
    opposite = int(votes[place] < 0)
    return lambda x: to_bits(x, 12)[:, place].astype(np.int64) ^ opposite
