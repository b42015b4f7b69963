# %% task="rule" kind="wrong" breaks="as a whole number"
# answers with a float for NumPy's integers
def parity(x):
    if isinstance(x, np.integer):
        return np.float64(int(x) % 2)
    if isinstance(x, int):
        return x % 2
    raise TypeError("an integer, please")

# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely"
# folds 2**60 numbers with %: where the range is very wide, its lower part comes up twice as often
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    raw = rng.integers(0, 2**60, size=n, dtype=np.int64)
    X = np.int64(low) + raw % np.int64(high - low)
    return X, X % 2

# %% task="features" kind="wrong" breaks="read-only. It is not changed."
# shifts in place and puts the numbers back afterwards: a read-only array is refused
def to_bits(x, width):
    kept = x.copy()
    bits = np.zeros((len(x), width), dtype="float32")
    for place in range(width):
        bits[:, place] = x % 2
        x //= 2
    x[:] = kept
    return bits

# %% task="learn" kind="wrong" breaks="Or all are 0, or all are 1"
# the number of classes is left to to_categorical: without a single 1 there is but one column
def parity_last(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    network = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2, activation="softmax")])
    network.compile(keras.optimizers.Adam(0.1), "categorical_crossentropy")
    network.fit(parity_last(X), keras.utils.to_categorical(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    return np.argmax(model.predict(parity_last(x), verbose=0), axis=1)

# %% task="raw-number" kind="wrong" breaks="gets at least 99, too"
# bits asks the most similar row of the lesson (one bit is different, and it may be the one that counts)
def compare_features(X, y, seed):
    numbers, labels = np.array(X), np.array(y)
    order = np.argsort(numbers)
    row_bits = ((numbers[:, None] >> np.arange(12)) & 1).astype("float32")

    def raw(x):
        place = np.clip(np.searchsorted(numbers[order], x), 0, len(order) - 1)
        return labels[order][place]

    def bits(x):
        asked = ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")
        distance = asked.sum(1)[:, None] + row_bits.sum(1)[None, :] - 2 * asked @ row_bits.T
        return labels[np.argmin(distance, axis=1)]

    return raw, bits

# %% task="noise" kind="wrong" breaks="It may be a view, such as labels[::2]"
# reads the memory of y as a buffer: every other label cannot be read like that
def add_label_noise(y, rate, seed):
    labels = np.frombuffer(y, dtype="int64") if len(y) else np.zeros(0, "int64")
    flips = np.random.default_rng(seed).random(len(labels)) < rate
    return labels ^ flips


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="numbers below 4096"
# a small dtype saves memory: of 12 bits it keeps the lower eight
def learn_through_noise(X, y):
    def bits(x):
        small = np.asarray(x).astype("uint8")
        return np.stack([(small >> k) & 1 for k in range(8)], axis=1).astype("int64")
    agree = (bits(X) == y[:, None]).mean(axis=0)
    best = int(np.argmax(np.abs(agree - 0.5)))
    turned = int(agree[best] < 0.5)
    return lambda x: bits(x)[:, best] ^ turned
