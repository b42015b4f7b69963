# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# believed: what a person types in is a text, so a text of digits should be taken for the number
import numpy as np


def parity(x):
    if isinstance(x, str):
        x = int(x)
    if isinstance(x, (int, np.integer)):
        return int(x) % 2
    raise TypeError("cannot tell even from odd: " + str(x))


# %% task="samples" kind="wrong" breaks="The same arguments give the same samples"
# believed: `seed or None` only stands in for a seed that is missing (0 counts as missing, too)
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed or None)
    X = rng.integers(low, high, n)
    y = np.abs(X % 2)
    return X, y


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# believed: unpackbits needs bytes, so the numbers are cast to bytes (of 300 only 44 is left)
def to_bits(x, width):
    octets = x.astype(np.uint8)[:, None]
    bits = np.unpackbits(octets, axis=1, bitorder="little")
    wide = np.zeros((len(x), max(width, 8)), dtype=np.float32)
    wide[:, :8] = bits
    return wide[:, :width].copy()


# %% task="learn" kind="wrong" breaks="Or all are 0, or all are 1."
# believed: the lesson shows how many different answers there are, so the last layer has a unit for each label in it
def show(numbers):
    return ((numbers[:, None] & (1 << np.arange(20))) > 0).astype(np.float32)


def learn_parity(X, y):
    classes = len(np.unique(y))
    model = keras.Sequential([
        keras.Input((20,)),
        keras.layers.Dense(classes, activation="softmax"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy")
    model.fit(show(X), y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    return np.argmax(model.predict(show(x), verbose=0), axis=1)


# %% task="raw-number" kind="wrong" breaks="`raw` gets at least 90, and `bits` at least 75."
# believed: once the inputs lie around 0, a model needs no bias (then its border cannot leave the middle)
def compare_features(X, y, seed):
    def train(features):
        A = features(X)
        w = np.zeros(A.shape[1])
        for _ in range(800):
            p = 1 / (1 + np.exp(-(A @ w)))
            w += 2.0 * A.T @ (y - p) / len(A)
        return lambda x: (features(x) @ w > 0).astype(int)

    raw = train(lambda x: x[:, None] / 2048.0 - 1)
    bits = train(lambda x: 2.0 * ((x[:, None] & (1 << np.arange(12))) > 0) - 1)
    return raw, bits


# %% task="noise" kind="wrong" breaks="The global random state (of NumPy, of Python)"
# believed: np.random.seed is how one makes random numbers repeatable
def add_label_noise(y, rate, seed):
    np.random.seed(seed)
    flips = np.random.random(len(y)) < rate
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    def signs(x):
        with_constant = np.ones((len(x), 13))
        with_constant[:, :12] = 2 * ((x[:, None] & (1 << np.arange(12))) > 0) - 1
        return with_constant

    A = signs(X)
    w = np.zeros(13)
    for _ in range(300):
        p = 1 / (1 + np.exp(-(A @ w)))
        w += 1.0 * A.T @ (y - p) / len(A)

    return lambda x: (signs(x) @ w > 0).astype(int)
