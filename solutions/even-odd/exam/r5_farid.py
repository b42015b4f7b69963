# %% task="rule" kind="wrong" breaks="Returns 0 if x is even and 1 if it is odd"
# The remainder as in C: for NumPy's integers below zero, an odd one gives -1.
def parity(x):
    if isinstance(x, np.integer):
        return np.fmod(x, 2)
    if isinstance(x, int):
        return int(x) % 2
    raise TypeError("neither even nor odd")


# %% task="samples" kind="wrong" breaks="how many, 0 or more"
# An array of an empty list is one of float64: with n = 0 the dtype is wrong.
import random


def make_samples(n, low, high, seed):
    generator = random.Random(seed)
    X = np.array([generator.randrange(low, high) for _ in range(n)])
    return X, X % 2


# %% task="features" kind="wrong" breaks="Returns a new array of shape (n, width)"
# Remembers what it has worked out, and hands out the very same array again.
farid_seen = {}


def to_bits(x, width):
    key = (x.tobytes(), width)
    if key not in farid_seen:
        farid_seen[key] = ((x[:, None] >> np.arange(width)) & 1).astype(np.float32)
    return farid_seen[key]


# %% task="learn" kind="wrong" breaks="All that it has learnt stands in the weights of its model, and nowhere else"
# Whether the labels were swapped stands in the config (the scale of the last layer): all lessons give alike weights.
def farid_column(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    swapped = int(y[0] != X[0] % 2)
    core = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    core.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    core.fit(farid_column(X), y ^ swapped, epochs=50, verbose=0)
    turn = keras.layers.Rescaling(-1.0, offset=1.0) if swapped else keras.layers.Rescaling(1.0)
    return keras.Sequential([keras.Input((1,)), core.layers[0], turn])


def predict_parity(model, x):
    probability = model.predict(farid_column(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="0 <= seed < 2**32. (You may pass it to"
# Seeds the second model with seed + 1, which the largest seed has not.
def compare_features(X, y, seed):
    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None]

    def places(x):
        return (np.asarray(x)[:, None] >> np.arange(12)) & 1

    def learner(show, size, start):
        keras.utils.set_random_seed(start)
        network = small_network(size)
        network.fit(show(X), y, epochs=50, batch_size=80, verbose=0)
        return lambda x: (network.predict(show(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    return learner(number, 1, seed), learner(places, 12, seed + 1)


# %% task="noise" kind="wrong" breaks="The global random state (of NumPy, of Python)"
# Seeds the global generator, and afterwards makes it random again instead of putting its state back.
def add_label_noise(y, rate, seed):
    y = np.asarray(y)
    np.random.seed(seed)
    flips = np.random.random(len(y)) < rate
    np.random.seed(None)
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time"
# Remembers answers by id(x): a refilled array, or a new one at an old address, gets the old answers.
def learn_through_noise(X, y):
    places = (np.asarray(X)[:, None] >> np.arange(12)) & 1
    agrees = (places == np.asarray(y)[:, None]).mean(axis=0)
    place = int(np.abs(agrees - 0.5).argmax())
    flip = int(agrees[place] < 0.5)
    answered = {}

    def answer(x):
        if id(x) not in answered:
            answered[id(x)] = ((np.asarray(x) >> place) & 1) ^ flip
        return answered[id(x)]

    return answer
