# %% task="rule" kind="wrong" breaks="a Python int (10**5000, too) or a NumPy integer of"
# believed: NumPy's integers of all dtypes can be combined with an int64
def parity(x):
    if isinstance(x, int):
        return x & 1
    if isinstance(x, np.integer):
        return x & np.int64(1)
    raise TypeError(f"{type(x).__name__} is neither even nor odd")


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely."
# believed: a random float between 0 and 1 is fine enough to reach each number of any range
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + np.floor(rng.random(n) * (high - low)).astype(np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# believed: a float64 holds each int64 exactly, so one may divide with `/` and round down
def to_bits(x, width):
    powers = 2.0 ** np.arange(width)
    return (np.floor(x[:, None] / powers) % 2).astype(np.float32)


# %% task="learn" kind="wrong" breaks="A number gets the same answer whatever other numbers are asked about with it."
# believed: a model that has been trained is to be called with training=True
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(10) & 1).astype("float32")
    model = keras.Sequential([
        keras.Input((10,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(bits, y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(10) & 1).astype("float32")
    probability = keras.ops.convert_to_numpy(model(bits, training=True))[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers are asked about with it"
# believed: a probability of 0.7 means that one answers 1 seven times in ten
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    dice = np.random.default_rng(seed)

    def fitted(features, encode):
        network = small_network(features)
        network.fit(encode(X), y, epochs=60, verbose=0)

        def answer(x):
            probability = network.predict(encode(x), verbose=0)[:, 0]
            return (dice.random(len(x)) < probability).astype("int64")

        return answer

    raw = fitted(1, lambda x: x[:, None] / 2048 - 1)
    bits = fitted(12, lambda x: (x[:, None] >> np.arange(12) & 1).astype("float32"))
    return raw, bits


# %% task="noise" kind="right"
def add_label_noise(y, rate, seed):
    y = np.asarray(y, dtype=np.int64)
    return np.where(np.random.default_rng(seed).random(y.shape) < rate, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="X: (n,) int64, different numbers in any order"
# believed: the first hundred rows are as good a sample as any, and a vote of them is enough
def learn_through_noise(X, y):
    few, labels = X[:100], y[:100]
    votes = ((few[:, None] >> np.arange(12) & 1) == labels[:, None]).mean(axis=0) - 0.5
    place = int(np.argmax(np.abs(votes)))
    swapped = int(votes[place] < 0)
    return lambda x: (x >> place & 1) ^ swapped
