# %% task="rule" kind="wrong" breaks="Fraction(4)"
# Whoever has the denominator 1 counts as an integer: a whole Fraction, too.
import numbers


def parity(x):
    if isinstance(x, numbers.Rational) and x.denominator == 1:
        return int(x) % 2
    raise TypeError("neither even nor odd")


# %% task="samples" kind="wrong" breaks="Returns the pair (X, y) of new arrays"
# A cache makes the function repeatable, but it hands out the very same arrays each time.
import functools


@functools.lru_cache(maxsize=None)
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="Returns a new array of shape (n, width), float32"
# squeeze() loses an axis where there is one row, or one bit.
def to_bits(x, width):
    stacked = np.stack([[(np.asarray(x) >> place) & 1] for place in range(width)], axis=-1)
    return np.squeeze(stacked).astype(np.float32)


# %% task="learn" kind="wrong" breaks="0 for even and 1 for odd, or the other way round"
# No bias: for an even number the sum is 0, and the answer is 0, whatever the labels said.
def hana_column(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(1, activation="sigmoid", use_bias=False),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(hana_column(X), y, epochs=50, verbose=0)
    return network


def predict_parity(model, x):
    probability = model.predict(hana_column(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers are asked about with it"
# Asks with training=True (the model is trained, after all): Dropout goes on throwing dice.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None].astype("float32")

    def places(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    def learner(show, size):
        network = keras.Sequential([
            keras.Input((size,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        network.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        network.fit(show(X), y, epochs=50, batch_size=80, verbose=0)

        def answer(x):
            probability = keras.ops.convert_to_numpy(network(show(x), training=True))[:, 0]
            return (probability > 0.5).astype(int)

        return answer

    return learner(number, 1), learner(places, 12)


# %% task="noise" kind="wrong" breaks="each label, independently of all others"
# Draws a thousand random numbers and repeats them: labels that are 1000 apart are flipped together.
def add_label_noise(y, rate, seed):
    y = np.asarray(y)
    chances = np.resize(np.random.default_rng(seed).random(1000), len(y))
    return np.where(chances < rate, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="The caller may refill X, y and x afterwards"
# (The label was "learnt later"; since this round, the contract says that the arrays may be refilled.)
# Learns anew at each question, from the caller's own arrays: refill them for the next lesson, and old answers change.
def learn_through_noise(X, y):
    def answer(x):
        places = (X[:, None] >> np.arange(12)) & 1
        agrees = (places == y[:, None]).mean(axis=0)
        place = int(np.abs(agrees - 0.5).argmax())
        return ((np.asarray(x) >> place) & 1) ^ int(agrees[place] < 0.5)

    return answer
