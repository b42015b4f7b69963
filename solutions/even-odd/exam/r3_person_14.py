# %% task="samples" kind="wrong" breaks="1 for odd"
# fmod keeps the sign: a negative odd number is labelled -1
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, np.fmod(X, 2)

# %% task="learn" kind="wrong" breaks="the same answer whatever other numbers are asked about"
# BatchNormalization in training mode: the other numbers move the scale, and the asking moves the model
def parity_digits(x):
    return ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")


def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((20,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(parity_digits(X), np.asarray(y), batch_size=100, epochs=40, verbose=0)
    return network


def predict_parity(model, x):
    probability = np.asarray(model(parity_digits(x), training=True))[:, 0]
    return (probability > 0.5).astype("int64")

# %% task="noise" kind="wrong" breaks="of Python)"
# Keras's helper resets everybody's generators
def add_label_noise(y, rate, seed):
    keras.utils.set_random_seed(seed)
    flips = np.random.rand(len(y)) < rate
    return np.where(flips, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    return 1 - rate
