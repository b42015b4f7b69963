# %% task="rule" kind="wrong" breaks="2.5, 4.0, np.float32(4)"
# believed: 4.0 is a whole number, so it is even; only a number with decimals is none
def parity(x):
    whole = int(x)
    if whole != x:
        raise TypeError("not a whole number")
    return whole % 2


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# believed: samples should be different numbers, as long as there are enough of them
import random


def make_samples(n, low, high, seed):
    dice = random.Random(seed)
    if n <= high - low:
        numbers = dice.sample(range(low, high), n)
    else:
        numbers = dice.choices(range(low, high), k=n)
    X = np.array(numbers, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="It is not changed."
# believed: `x //= 2` makes a new x, as it does with a Python int
def to_bits(x, width):
    columns = np.empty((len(x), width), dtype=np.float32)
    for place in range(width):
        columns[:, place] = x % 2
        x //= 2
    return columns


# %% task="learn" kind="wrong" breaks="Of new numbers, at least 99 in 100 are right"
# believed: with enough units a network finds the bits inside the raw number by itself
def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(X[:, None] / 1000, y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(x[:, None] / 1000, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="`raw` sees the number itself, scaled as you like, as its only feature"
# believed: a lambda made in a loop remembers the values of that round of the loop
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    encoders = [
        (1, lambda x: x[:, None] / 2048 - 1),
        (12, lambda x: (x[:, None] >> np.arange(12) & 1).astype("float32")),
    ]
    predictors = []
    for features, encode in encoders:
        model = small_network(features)
        model.fit(encode(X), y, epochs=30, verbose=0)
        predictors.append(lambda x: (model.predict(encode(x), verbose=0)[:, 0] > 0.5).astype(int))
    return predictors[0], predictors[1]


# %% task="noise" kind="wrong" breaks="is flipped with exactly this probability, whatever"
# believed: giving a label a random new value is the same as flipping it
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    chosen = rng.random(len(y)) < rate
    return np.where(chosen, rng.integers(0, 2, len(y)), y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="By the *clean* labels, at least 95 in 100 answers for new numbers are right."
# believed: train until the loss on the lesson is near zero: a bigger network is a better one
def learn_through_noise(X, y):
    def as_bits(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    model.fit(as_bits(X), y, epochs=150, batch_size=128, verbose=0)

    def predict(x):
        return (model.predict(as_bits(x), verbose=0)[:, 0] > 0.5).astype(int)

    return predict
