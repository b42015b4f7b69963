# %% task="rule" kind="right"
# operator.index raises the TypeError itself
def parity(x):
    import operator

    return operator.index(x) & 1

# %% task="samples" kind="right"
# a generator of Python's own, that nobody shares
def make_samples(n, low, high, seed):
    import random

    rng = random.Random(seed)
    X = np.fromiter((rng.randrange(low, high) for _ in range(n)), dtype=np.int64, count=n)
    return X, X & 1

# %% task="features" kind="right"
# one line: shift and mask by broadcasting
def to_bits(x, width):
    return (x[:, None] >> np.arange(width, dtype=np.int64) & 1).astype(np.float32)

# %% task="learn" kind="right"
# two softmax outputs on one wave, cos(pi x), and argmax
def learn_parity(X, y):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2, activation="softmax")])
    model.compile(keras.optimizers.SGD(1.0), "sparse_categorical_crossentropy")
    model.fit(np.cos(np.pi * X)[:, None], y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    return model.predict(np.cos(np.pi * x)[:, None], verbose=0).argmax(axis=1).astype("int64")

# %% task="raw-number" kind="right"
# asks the models about all 4096 numbers once; the functions are look-ups in these answers
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    everything = np.arange(4096)
    answers = []
    for table in [(everything[:, None] - 2048) / 1024, (everything[:, None] >> np.arange(12) & 1) * 2 - 1]:
        table = table.astype("float32")
        model = small_network(table.shape[1])
        model.fit(table[X], y, epochs=40, verbose=0)
        answers.append((model.predict(table, verbose=0)[:, 0] > 0.5).astype("int64"))
    return (lambda x: answers[0][x]), (lambda x: answers[1][x])

# %% task="noise" kind="right"
# exclusive or with a binomial draw
def add_label_noise(y, rate, seed):
    return y ^ np.random.default_rng(seed).binomial(1, rate, len(y)).astype(np.int64)


ceiling = lambda rate: float(1 - rate)

# %% task="through-noise" kind="right"
# a linear model fitted by least squares, without Keras: weights from one call
def learn_through_noise(X, y):
    signs = lambda x: np.c_[np.ones(len(x)), (x[:, None] >> np.arange(12) & 1) * 2 - 1]
    weights = np.linalg.lstsq(signs(X), y * 2.0 - 1, rcond=None)[0]
    return lambda x: (signs(x) @ weights > 0).astype("int64")
