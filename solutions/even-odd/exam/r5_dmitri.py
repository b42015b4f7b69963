# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# Remembers answers in a dictionary: 4.0 and Fraction(4) find the entry of 4, once somebody has asked for 4.
import operator

dmitri_known = {}


def parity(x):
    if x in dmitri_known:
        return dmitri_known[x]
    answer = operator.index(x) & 1
    dmitri_known[x] = answer
    return answer


# %% task="samples" kind="wrong" breaks="The same arguments give the same samples"
# Takes seed 0 for no seed at all: every call gives others then.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed or None)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="No later call changes"
# One buffer for each shape: the next call of the same shape writes over the earlier result.
dmitri_buffers = {}


def to_bits(x, width):
    x = np.asarray(x)
    shape = (len(x), width)
    if shape not in dmitri_buffers:
        dmitri_buffers[shape] = np.empty(shape, dtype=np.float32)
    out = dmitri_buffers[shape]
    out[:] = (x[:, None] >> np.arange(width)) & 1
    return out


# %% task="learn" kind="wrong" breaks="A number gets the same answer whatever other numbers are asked about with it"
# Calls the model with training=True: batch normalisation then uses the numbers asked about together.
def dmitri_column(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((1,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(dmitri_column(X), y, epochs=40, verbose=0)
    return network


def predict_parity(model, x):
    probability = keras.ops.convert_to_numpy(model(dmitri_column(x), training=True))[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="`bits` sees its 12 bits"
# Counts the places from 0 to 10: the eleventh power of two, 2048, is left out.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None]

    def places(x):
        columns = [(np.asarray(x) // 2**place) % 2 for place in range(11)]
        return np.stack(columns + [np.ones(len(x), dtype=int)], axis=1)

    network = small_network(1)
    network.fit(number(X), y, epochs=50, batch_size=80, verbose=0)
    weights = np.linalg.lstsq(places(X), np.asarray(y, dtype=float), rcond=None)[0]

    def raw(x):
        return (network.predict(number(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    def bits(x):
        return (places(x) @ weights > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="Returns a new array of shape (n,), int64, also where nothing is flipped"
# Where no label is hit, the caller's own array comes back.
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    if not flips.any():
        return y
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="whatever else is asked with it or learnt later"
# The place and the direction are global: the next lesson changes what all earlier functions say.
dmitri_place, dmitri_flip = 0, 0


def learn_through_noise(X, y):
    global dmitri_place, dmitri_flip
    places = (np.asarray(X)[:, None] >> np.arange(12)) & 1
    agrees = (places == np.asarray(y)[:, None]).mean(axis=0)
    dmitri_place = int(np.abs(agrees - 0.5).argmax())
    dmitri_flip = int(agrees[dmitri_place] < 0.5)

    def answer(x):
        return ((np.asarray(x) >> dmitri_place) & 1) ^ dmitri_flip

    return answer
