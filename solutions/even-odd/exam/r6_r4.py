# %% task="rule" kind="right"
# A match statement on the type, and the last bit by a shift there and back.
def parity(x):
    match x:
        case int() | np.integer():
            whole = int(x)
            return whole - ((whole >> 1) << 1)
        case _:
            raise TypeError("only an integer is even or odd")


# %% task="samples" kind="right"
# The old generator, as an object of its own.
def make_samples(n, low, high, seed):
    old = np.random.RandomState(seed)
    X = old.randint(low, high, size=n, dtype=np.int64)
    return X, X & 1


# %% task="features" kind="right"
# The bytes of a contiguous copy, unpacked.
def to_bits(x, width):
    contiguous = np.array(x, dtype="<i8", order="C")
    return np.unpackbits(contiguous.view(np.uint8).reshape(len(contiguous), 8), axis=1,
                         bitorder="little")[:, :width].astype(np.float32)


# %% task="learn" kind="right"
# No bits at all: an embedding learns one score for each remainder by 16.
def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((1,), dtype="int32"),
        keras.layers.Embedding(16, 1),
        keras.layers.Flatten(),
        keras.layers.Activation("sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit((X % 16)[:, None].astype("int32"), y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    remainders = (np.asarray(x) % 16)[:, None].astype("int32")
    return (model.predict(remainders, batch_size=8192, verbose=0) > 0.5).astype("int8").reshape(len(x))


# %% task="raw-number" kind="right"
# Raw: the nearest known number answers. Bits: the one bit that agrees (or disagrees) most with the labels.
def compare_features(X, y, seed):
    order = np.argsort(X)
    known, labels = X[order], y[order]

    def raw(x):
        x = np.asarray(x)
        above = np.clip(np.searchsorted(known, x), 0, len(known) - 1)
        below = np.clip(above - 1, 0, None)
        nearest = np.where(np.abs(known[below] - x) <= np.abs(known[above] - x), below, above)
        return labels[nearest]

    agreement = (((X[:, None] >> np.arange(12)) & 1) == y[:, None]).mean(axis=0)
    best = int(np.abs(agreement - 0.5).argmax())
    opposite = int(agreement[best] < 0.5)

    def bits(x):
        return ((np.asarray(x) >> best) & 1) ^ opposite

    return raw, bits


# %% task="noise" kind="right"
# Binomial draws of 0 or 1, added modulo 2.
def add_label_noise(y, rate, seed):
    e = np.random.default_rng(seed).binomial(1, rate, size=len(y)).astype(np.int64)
    return (y + e) % 2


def ceiling(rate):
    return 0.5 + (0.5 - rate)


# %% task="through-noise" kind="right"
# Naive Bayes on the 12 bits.
def learn_through_noise(X, y):
    def show(x):
        return (np.asarray(x)[:, None] >> np.arange(12)) & 1

    shown = show(X)
    ones = [(shown[y == label].sum(axis=0) + 1) / ((y == label).sum() + 2) for label in (0, 1)]
    if_one = np.log(ones[1]) - np.log(ones[0])
    if_zero = np.log(1 - ones[1]) - np.log(1 - ones[0])
    start = np.log((y == 1).sum() + 1) - np.log((y == 0).sum() + 1)

    def answer(x):
        digits = show(x)
        return (start + digits @ if_one + (1 - digits) @ if_zero > 0).astype(np.int64)

    return answer
