# %% task="rule" kind="right"
# The shortest way: whatever Python takes for an index, and its last bit.
import operator


def parity(x):
    return operator.index(x) & 1


# %% task="samples" kind="right"
# Vectorised NumPy, with a generator of its own.
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="right"
# Vectorised: shift by every place, keep the last bit.
def to_bits(x, width):
    return ((np.asarray(x)[:, None] >> np.arange(width)) & 1).astype(np.float32)


# %% task="learn" kind="right"
# A Lambda layer makes the remainder inside the model, which sees the raw number.
def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Lambda(lambda numbers: numbers % 2.0, output_shape=(1,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(np.asarray(X)[:, None].astype("float32"), y, epochs=60, verbose=0)
    return network


def predict_parity(model, x):
    column = np.asarray(x)[:, None].astype("float32")
    return (model.predict(column, batch_size=8192, verbose=0)[:, 0] > 0.5).astype("int64")


# %% task="raw-number" kind="right"
# The same small network twice, in Keras; closures made by a helper.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None]

    def places(x):
        return (np.asarray(x)[:, None] >> np.arange(12)) & 1

    def learner(show, size):
        network = small_network(size)
        network.fit(show(X), y, epochs=60, batch_size=80, verbose=0)
        return lambda x: (network.predict(show(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    return learner(number, 1), learner(places, 12)


# %% task="noise" kind="right"
# Vectorised NumPy: one random number a label.
def add_label_noise(y, rate, seed):
    y = np.asarray(y)
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="right"
# A linear Keras model on the bits, beginning at zero, with small steps: it cannot learn misprints.
def learn_through_noise(X, y):
    def places(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1) - 0.5

    network = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros"),
    ])
    network.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    network.fit(places(X), y, epochs=40, batch_size=50, verbose=0)

    def answer(x):
        return (network.predict(places(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    return answer
