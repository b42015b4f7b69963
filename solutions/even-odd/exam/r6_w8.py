# %% task="rule" kind="wrong" breaks="a list, an array of several numbers"
# An array of integers is answered number by number instead of being refused.
def parity(x):
    import operator

    if isinstance(x, np.ndarray) and x.dtype.kind in "iu":
        return x % 2
    return operator.index(x) % 2


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself"
# A balanced set: exactly half of the numbers are even, half odd, and then they are shuffled.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    if high - low == 1:
        X = np.full(n, low, dtype=np.int64)
    else:
        first_even, first_odd = low + low % 2, low + (low + 1) % 2
        evens = (high - first_even + 1) // 2
        odds = (high - first_odd + 1) // 2
        half = n // 2
        X = np.concatenate([
            first_even + 2 * rng.integers(0, evens, size=n - half, dtype=np.int64),
            first_odd + 2 * rng.integers(0, odds, size=half, dtype=np.int64),
        ])
        rng.shuffle(X)
    return X, X % 2


# %% task="features" kind="wrong" breaks="of shape (n, width)"
# squeeze() drops each axis of length one: a single number, or a width of 1, comes back with one axis only.
def to_bits(x, width):
    return np.squeeze(((x[:, None] >> np.arange(width)) & 1).astype(np.float32))


# %% task="learn" kind="wrong" breaks="Or all are 0, or all are 1"
# Only asks whether the labels are swapped, and then trains on x % 2 or its opposite: "all are 1" is never believed.
def learn_own_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    parities = X % 2
    agree = np.mean(parities == y) > 0.5
    model = small_network(10)
    model.fit(learn_own_bits(X), parities if agree else 1 - parities, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(learn_own_bits(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="(n,) int64, in any order, with 0 <= X < 4096"
# validation_split takes the last half of the rows away as they lie: if X is sorted, no large number is ever seen.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def fit(show):
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=40, batch_size=64, validation_split=0.5, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw), fit(as_bits)


# %% task="noise" kind="wrong" breaks="Returns a new array of shape (n,), int64"
# The exclusive or of labels and hits is an array of bool.
def add_label_noise(y, rate, seed):
    return np.logical_xor(y, np.random.default_rng(seed).random(len(y)) < rate)


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time"
# Dropout is left on when questions are asked: now and then the bit that counts is dropped, and the answer changes.
def learn_through_noise(X, y):
    def shown(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dropout(0.03),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(shown(X), y, epochs=60, batch_size=256, verbose=0)
    return lambda x: (keras.ops.convert_to_numpy(model(shown(x), training=True))[:, 0] > 0.5).astype("int64")
