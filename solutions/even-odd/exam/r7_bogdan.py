# %% task="rule" kind="wrong" breaks="a list, an array of several numbers."
# believed: `& 1` refuses everything that is no integer, so no check is needed (an array of integers gives an array)
def parity(x):
    return x & 1


# %% task="samples" kind="right"
import numpy as np


def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, X & 1


# %% task="features" kind="wrong" breaks="It may be a view, such as numbers[::2]"
# believed: the eight bytes of a number can be looked at in place, whatever lies between the numbers
def to_bits(x, width):
    octets = x.view(np.uint8).reshape(len(x), 8)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, :width].astype(np.float32)


# %% task="learn" kind="right"
PLACES = np.arange(10)  # the lesson knows no others: leave out what it cannot teach


def signs(x):
    return (2 * (np.asarray(x)[:, None] >> PLACES & 1) - 1).astype(np.float32)


def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((10,)),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros"),
    ])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(signs(X), y, epochs=60, batch_size=32, verbose=0)
    return model


def predict_parity(model, x):
    return (model.predict(signs(x), verbose=0)[:, 0] > 0.5).astype(np.int64)


# %% task="raw-number" kind="right"
def compare_features(X, y, seed):
    y = np.array(y)

    # raw: the best of all cuts, either way round
    order = np.argsort(X)
    ones_left = np.concatenate([[0], np.cumsum(y[order])])
    size = np.arange(len(X) + 1)
    hits = ones_left[-1] - ones_left + size - ones_left  # zeros to the left, ones to the right
    up = hits.max() >= len(X) - hits.min()
    place = int(hits.argmax() if up else hits.argmin())
    line = X[order]
    cut = -1 if place == 0 else 4096 if place == len(X) else (line[place - 1] + line[place]) / 2

    def raw(x):
        return ((np.asarray(x) > cut) == up).astype(np.int64)

    # bits: logistic regression, the whole lesson in each step
    def design(x):
        return np.column_stack([2.0 * (np.asarray(x)[:, None] >> np.arange(12) & 1) - 1, np.ones(len(x))])

    A, w = design(X), np.zeros(13)
    for _ in range(1000):
        w += A.T @ (y - 1 / (1 + np.exp(-A @ w))) / len(A)

    return raw, lambda x: (design(x) @ w > 0).astype(np.int64)


# %% task="noise" kind="wrong" breaks="each label, independently of all others, is flipped with exactly this probability"
# believed: rate is the share that is wrong afterwards, so exactly round(rate * n) labels are picked
def add_label_noise(y, rate, seed):
    noisy = np.array(y)
    flipped = np.random.default_rng(seed).choice(len(noisy), size=round(rate * len(noisy)), replace=False)
    noisy[flipped] ^= 1
    return noisy


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    def design(x):
        return np.column_stack([np.asarray(x)[:, None] >> np.arange(12) & 1, np.ones(len(x))]).astype(float)

    weights = np.linalg.lstsq(design(X), 2.0 * np.asarray(y) - 1, rcond=None)[0]
    return lambda x: (design(x) @ weights > 0).astype(np.int64)
