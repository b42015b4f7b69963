# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError: 2.5, 4.0, np.float32(4)"
# believed: 4.0 is a whole number, so it is even (a column with a gap turns integers into floats all the time)
import numpy as np


def parity(x):
    if isinstance(x, (list, np.ndarray)) or x % 1 != 0:
        raise TypeError(f"{x!r} is not a whole number")
    return int(x % 2)


# %% task="samples" kind="wrong" breaks="They may be negative, and 10**18 apart."
# believed: to draw from a range one lists all its numbers first (10**18 of them fit into no memory)
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    population = np.arange(low, high, dtype=np.int64)
    X = rng.choice(population, size=n, replace=True)
    y = X % 2
    return X, y


# %% task="features" kind="right"
def to_bits(x, width):
    bits = np.empty((len(x), width), dtype="float32")
    for i, number in enumerate(x.tolist()):
        text = format(number, f"0{width}b")
        bits[i] = [float(digit) for digit in reversed(text)]
    return bits


# %% task="learn" kind="wrong" breaks="All that it has learnt stands in its weights"
# believed: the mean and the spread of the training columns may hang on the model as attributes
def bit_table(numbers):
    return ((np.asarray(numbers)[:, None] >> np.arange(20)) % 2).astype("float32")


def learn_parity(X, y):
    table = bit_table(X)
    mean = table.mean(axis=0)
    std = table.std(axis=0)
    std[std == 0] = 1
    model = small_network(20)
    model.feature_mean = mean
    model.feature_std = std
    model.fit((table - mean) / std, y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    table = (bit_table(x) - model.feature_mean) / model.feature_std
    probability = model.predict(table, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="whatever other numbers are asked about with it"
# believed: new data are standardized with their own mean and spread, just as the lesson was with its own
def standardized_bits(numbers):
    table = ((numbers[:, None] >> np.arange(12)) % 2).astype("float32")
    return (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-7)


def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    raw_model = small_network(1)
    raw_model.fit(X[:, None] / 2048 - 1, y, epochs=30, verbose=0)
    bits_model = small_network(12)
    bits_model.fit(standardized_bits(X), y, epochs=30, verbose=0)

    def raw(x):
        return (raw_model.predict(x[:, None] / 2048 - 1, verbose=0)[:, 0] > 0.5).astype("int64")

    def bits(x):
        return (bits_model.predict(standardized_bits(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return raw, bits


# %% task="noise" kind="right"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    mask = rng.choice([True, False], size=len(y), p=[rate, 1 - rate])
    return np.where(mask, 1 - y, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="By the *clean* labels, at least 95 in 100 answers for new numbers are right."
# believed: a large network and many epochs make a good model; 0.97 on the training rows proves it
def learn_through_noise(X, y):
    def table(numbers):
        return ((np.asarray(numbers)[:, None] >> np.arange(12)) % 2).astype("float32")

    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    model.fit(table(X), y, epochs=150, batch_size=100, verbose=0)

    def predict(x):
        return (model.predict(table(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return predict
