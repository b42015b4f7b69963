# %% task="rule" kind="right"
# One small function a type; whatever has none raises the error.
import functools


@functools.singledispatch
def parity(x):
    raise TypeError(f"{type(x).__name__}: neither even nor odd")


@parity.register(int)
def quinn_parity_of_int(x):
    return int(x) % 2


@parity.register(np.integer)
def quinn_parity_of_numpy_integer(x):
    return np.int64(int(x) & 1)


@parity.register(np.timedelta64)
def quinn_parity_of_time(x):
    raise TypeError("a span of time is neither even nor odd")


# %% task="samples" kind="right"
# Another algorithm: a stream of SHA-256 digests, cut into words; words that would favour small remainders are dropped.
import hashlib


def make_samples(n, low, high, seed):
    low, high = int(low), int(high)
    width = high - low
    fair = 2**64 - 2**64 % width
    numbers = []
    counter = 0
    while len(numbers) < n:
        digest = hashlib.sha256(f"{int(seed)}:{counter}".encode()).digest()
        counter += 1
        for start in (0, 8, 16, 24):
            word = int.from_bytes(digest[start:start + 8], "big")
            if word < fair:
                numbers.append(low + word % width)
    X = np.array(numbers[:n], dtype=np.int64)
    return X, X & 1


# %% task="features" kind="right"
# keras.ops in int64; a tensor comes back.
def to_bits(x, width):
    numbers = keras.ops.convert_to_tensor(np.array(x, dtype=np.int64), dtype="int64")
    powers = keras.ops.convert_to_tensor(2 ** np.arange(width, dtype=np.int64), dtype="int64")
    quotients = keras.ops.floor_divide(numbers[:, None], powers[None, :])
    return keras.ops.cast(keras.ops.mod(quotients, 2), "float32")


# %% task="learn" kind="right"
# A functional model: the last decimal digit looks up a number of its own (Embedding), squeezed into a probability.
def quinn_digit(x):
    return (np.asarray(x)[:, None] % 10).astype("int32")


def learn_parity(X, y):
    digit = keras.Input((1,), dtype="int32")
    score = keras.layers.Embedding(10, 1, embeddings_initializer="zeros")(digit)
    probability = keras.layers.Activation("sigmoid")(keras.layers.Flatten()(score))
    model = keras.Model(digit, probability)
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(quinn_digit(X), y, epochs=50, batch_size=50, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(quinn_digit(x), batch_size=8192, verbose=0)[:, 0]
    return np.rint(probability).astype("int32")


# %% task="raw-number" kind="right"
# Counts only: the majority in each sixteenth of the line, and naive Bayes on the bits; tensor and floats come back.
def compare_features(X, y, seed):
    X, y = np.array(X), np.array(y)

    ones = np.bincount(X // 256, weights=y, minlength=16)
    rows = np.bincount(X // 256, minlength=16)
    majority = (2 * ones > rows).astype("int32")

    def places(x):
        return (np.asarray(x)[:, None] >> np.arange(12)) & 1

    def share_of_ones(label):
        chosen = places(X[y == label])
        return (chosen.sum(axis=0) + 0.5) / (len(chosen) + 1)

    of_zero, of_one = share_of_ones(0), share_of_ones(1)
    for_set = np.log(of_one / of_zero)
    for_clear = np.log((1 - of_one) / (1 - of_zero))
    start = np.log((y.sum() + 0.5) / (len(y) - y.sum() + 0.5))

    def raw(x):
        return keras.ops.convert_to_tensor(majority[np.asarray(x) // 256])

    def bits(x):
        evidence = np.where(places(x) == 1, for_set, for_clear).sum(axis=1)
        return (start + evidence > 0).astype("float32")

    return raw, bits


# %% task="noise" kind="right"
# Another algorithm: jumps from flip to flip by geometric gaps; a tensor comes back.
import math


def add_label_noise(y, rate, seed):
    noisy = np.array(y, dtype=np.int64)
    if rate > 0:
        rng = np.random.default_rng(seed)
        place = int(rng.geometric(rate)) - 1
        while place < len(noisy):
            noisy[place] = 1 - noisy[place]
            place += int(rng.geometric(rate))
    return keras.ops.convert_to_tensor(noisy, dtype="int64")


def ceiling(rate):
    return math.fsum([1.0, -rate])


# %% task="through-noise" kind="right"
# Logistic regression by gradient descent in NumPy; an array of bool comes back.
def learn_through_noise(X, y):
    def shown(x):
        columns = ((np.asarray(x)[:, None] >> np.arange(12)) & 1) - 0.5
        return np.column_stack([columns, np.ones(len(columns))])

    features, labels = shown(X), np.array(y, dtype=float)
    weights = np.zeros(13)
    for _ in range(400):
        probability = 1 / (1 + np.exp(-(features @ weights)))
        weights -= 1.0 * features.T @ (probability - labels) / len(labels)

    def answer(x):
        return shown(x) @ weights > 0

    return answer
