# %% task="rule" kind="wrong" breaks="a NumPy integer of"
# believed: NumPy has two kinds of integers, int32 and int64
import numpy as np


def parity(x):
    allowed = (int, np.int32, np.int64)
    if not isinstance(x, allowed):
        raise TypeError(f"parity() takes an integer, not {type(x).__name__}: {x!r}")
    remainder = int(x) % 2
    assert remainder in (0, 1)
    return remainder


# %% task="samples" kind="wrong" breaks="The global random state (of NumPy,"
# believed: np.random.seed() afterwards gives everybody their dice back
def make_samples(n, low, high, seed):
    if n < 0:
        raise ValueError("n must not be negative")
    if low >= high:
        raise ValueError("low must be below high")
    np.random.seed(seed)
    X = np.random.randint(low, high, size=n, dtype=np.int64)
    np.random.seed()  # unseeded again, for the others
    y = X % 2
    assert X.shape == y.shape == (n,)
    return X, y


# %% task="features" kind="right"
def to_bits(x, width):
    if not 1 <= width <= 62:
        raise ValueError(f"width should be 1 to 62, not {width}")
    remaining = np.array(x, dtype=np.int64, copy=True)
    if remaining.ndim != 1:
        raise ValueError("x should have one axis")
    if remaining.size and (remaining.min() < 0 or remaining.max() >= 2**width):
        raise ValueError("x does not fit into the width")
    result = np.zeros((remaining.shape[0], width), dtype=np.float32)
    for place in range(width):
        result[:, place] = remaining % 2
        remaining //= 2
    assert not remaining.any()
    return result


# %% task="learn" kind="right"
def last_digit(numbers):
    """Ten columns: a one where the last decimal digit stands."""
    digits = np.asarray(numbers) % 10
    table = np.zeros((len(digits), 10), dtype="float32")
    table[np.arange(len(digits)), digits] = 1.0
    return table


def learn_parity(X, y):
    if len(X) != len(y):
        raise ValueError("one label for each number, please")
    model = keras.Sequential([
        keras.Input((10,)),
        keras.layers.Dense(2, activation="softmax"),
    ])
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
    model.fit(last_digit(X), np.array(y), epochs=50, verbose=0)
    return model


def predict_parity(model, x):
    probabilities = np.asarray(model.predict(last_digit(x), verbose=0))
    answers = probabilities.argmax(axis=1).astype(np.int64)
    assert answers.shape == (len(x),)
    return answers


# %% task="raw-number" kind="wrong" breaks="caller may refill X, y and x afterwards, and write into the answers: that changes no later answer."
# believed: a remembered answer may be handed out again and again (whoever writes into it writes into the memory)
from functools import lru_cache


def compare_features(X, y, seed):
    if len(X) != len(y):
        raise ValueError("one label for each number, please")
    keras.utils.set_random_seed(seed)

    def lesson(feature_function, count):
        model = small_network(count)
        model.fit(feature_function(np.array(X)), np.array(y), epochs=30, verbose=0)

        @lru_cache(maxsize=None)
        def answers(numbers):
            probability = model.predict(feature_function(np.array(numbers)), verbose=0)
            return (probability[:, 0] > 0.5).astype(np.int64)

        def predictor(x):
            return answers(tuple(int(number) for number in x))

        return predictor

    raw = lesson(lambda numbers: numbers[:, None] / 2048 - 1, 1)
    bits = lesson(lambda numbers: ((numbers[:, None] >> np.arange(12)) & 1).astype("float32"), 12)
    return raw, bits


# %% task="noise" kind="wrong" breaks="Returns a float, not rounded"
# believed: a share is given with two digits, so that no 0.30000000000000004 shows
def add_label_noise(y, rate, seed):
    if not 0 <= rate <= 0.5:
        raise ValueError(f"rate should be 0 to 0.5, not {rate}")
    noisy = np.array(y, dtype=np.int64, copy=True)
    flips = np.random.default_rng(seed).random(noisy.shape[0]) < rate
    noisy[flips] = 1 - noisy[flips]
    return noisy


def ceiling(rate):
    if not 0 <= rate <= 0.5:
        raise ValueError(f"rate should be 0 to 0.5, not {rate}")
    return round(1.0 - float(rate), 2)


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    X = np.array(X, dtype=np.int64, copy=True)
    y = np.array(y, dtype=np.int64, copy=True)
    if X.shape != y.shape:
        raise ValueError("one label for each number, please")

    def features(numbers):
        table = np.zeros((len(numbers), 12), dtype="float32")
        for place in range(12):
            table[:, place] = (np.asarray(numbers) >> place) & 1
        return table

    network = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    network.fit(features(X), y, epochs=60, batch_size=250, verbose=0)

    def predict(x):
        probability = np.asarray(network.predict(features(x), verbose=0))
        answers = np.where(probability[:, 0] > 0.5, 1, 0)
        assert answers.shape == (len(x),)
        return answers

    return predict
