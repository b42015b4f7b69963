# %% task="rule" kind="wrong" breaks="an integer of any size, positive or negative: a Python int (10**5000, too)"
# believed: every int can be written as text, however long it is, and its last digit decides
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"{x!r} is no integer")
    return int(str(int(x))[-1] in "13579")


# %% task="samples" kind="wrong" breaks="The same arguments give the same samples, in another process too."
# believed: `seed or None` only replaces a seed that was not given
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed or None)
    X = rng.integers(low, high, n)
    return X, X % 2


# %% task="features" kind="wrong" breaks="No later call changes"
# believed: it is thrifty to fill one array again and again; who called before has used it already
buffers = {}


def to_bits(x, width):
    shape = (len(x), width)
    if shape not in buffers:
        buffers[shape] = np.empty(shape, dtype=np.float32)
    bits = buffers[shape]
    bits[...] = x[:, None] >> np.arange(width) & 1
    return bits


# %% task="learn" kind="wrong" breaks="of those below 1000, and of those from 1000 to a"
# believed: normalizing always helps; a bit that is 0 in the whole lesson does no harm
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(20) & 1).astype("float32")
    model = keras.Sequential([
        keras.Input((20,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(bits, y, epochs=60, verbose=0)
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(20) & 1).astype("float32")
    return (model.predict(bits, verbose=0)[:, 0] > 0.5).astype("int64")


# %% task="raw-number" kind="right"
def compare_features(X, y, seed):
    def one_column(x):
        return np.asarray(x, dtype=float)[:, None] / 4096

    def twelve_columns(x):
        return (np.asarray(x)[:, None] >> np.arange(12) & 1).astype(float)

    def least_squares(encode):
        A = np.hstack([np.ones((len(X), 1)), encode(X)])
        weights = np.linalg.lstsq(A, np.asarray(y, dtype=float), rcond=None)[0]

        def predict(x):
            shown = encode(x)
            return (weights[0] + (shown * weights[1:]).sum(axis=1) > 0.5).astype("int64")

        return predict

    return least_squares(one_column), least_squares(twelve_columns)


# %% task="noise" kind="wrong" breaks="Returns a new array of shape (n,), int64, also where nothing is flipped."
# believed: where nothing is flipped, nothing need be copied
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    if not flips.any():
        return y
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time, whatever else is asked with it or learnt later."
# believed: half of the numbers that are asked about are ones, so the median of the scores is the border
def learn_through_noise(X, y):
    def signs(x):
        return (x[:, None] >> np.arange(12) & 1) * 2.0 - 1.0

    weights = np.linalg.lstsq(signs(X), y * 2.0 - 1.0, rcond=None)[0]

    def predict(x):
        score = signs(x) @ weights
        return (score > np.median(score)).astype("int64")

    return predict
