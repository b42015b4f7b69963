# %% task="rule" kind="wrong" breaks="Returns 0 if x is even and 1 if it is odd"
# remainder as in C: odd numbers below zero get -1
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"not an integer: {x!r}")
    x = int(x)
    return x % 2 if x >= 0 else -(-x % 2)

# %% task="samples" kind="wrong" breaks="0 for even, 1 for odd"
# np.fmod keeps the sign: odd numbers below zero are labelled -1
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, n, dtype=np.int64)
    return X, np.fmod(X, 2)

# %% task="features" kind="wrong" breaks="column 0 is the least"
# written as on paper: the most significant bit comes first
def to_bits(x, width):
    out = np.zeros((len(x), width), dtype="float32")
    for row, number in enumerate(x):
        for column, digit in enumerate(np.binary_repr(int(number), width)):
            out[row, column] = int(digit)
    return out

# %% task="learn" kind="wrong" breaks="numbers from 1000 to a million at least 99 in 100 are right."
# the size stays among the features: far outside the lesson it drowns the parity
def learn_parity(X, y):
    table = np.stack([X / 1000, X % 2], axis=1).astype("float32")
    model = small_network(2)
    model.fit(table, y, epochs=8, verbose=0)
    return model


def predict_parity(model, x):
    table = np.stack([x / 1000, x % 2], axis=1).astype("float32")
    return (model.predict(table, verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="Where y is another one of the bits, or its opposite, `bits`"
# the bits' model is always taught even and odd, whatever y says
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    raw_model = small_network(1)
    raw_model.fit(scaled(X), y, epochs=30, verbose=0)
    bits_model = small_network(12)
    bits_model.fit(binary(X), X % 2, epochs=30, verbose=0)

    def raw(x):
        return (raw_model.predict(scaled(x), verbose=0)[:, 0] > 0.5).astype("int64")

    def bits(x):
        return (bits_model.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="It is not changed; the result is a new array."
# flips in the caller's array and hands that back
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    flipped = rng.random(len(y)) < rate
    y[flipped] = 1 - y[flipped]
    return y


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="opposite of one; but one label in five is flipped"
# takes the bit that agrees best with y, and never thinks of its opposite
def learn_through_noise(X, y):
    agreement = [np.mean(((X >> place) & 1) == y) for place in range(12)]
    best = int(np.argmax(agreement))
    table = ((X >> best) & 1)[:, None].astype("float32")
    model = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(1, activation="sigmoid", kernel_constraint=keras.constraints.NonNeg()),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(table, y, epochs=20, verbose=0)

    def ask(x):
        return (model.predict(((x >> best) & 1)[:, None].astype("float32"), verbose=0)[:, 0] > 0.5).astype("int64")

    return ask
