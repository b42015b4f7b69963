# %% task="rule" kind="wrong" breaks="as a whole number: a Python int or a NumPy integer"
# Returns the comparison itself, True or False.
def parity(x):
    import operator

    return operator.index(x) % 2 == 1


# %% task="samples" kind="wrong" breaks="The same arguments give the same samples"
# Takes seed 0 for "no seed": `seed or None` draws anew from the system each time.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed or None)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="It may be a view, such as numbers[::2]"
# Looks at the bytes of x where they lie; a view with steps has no such bytes in a row, and raises a ValueError.
def to_bits(x, width):
    bytes_of_x = x.view(np.uint8).reshape(len(x), 8)
    return np.unpackbits(bytes_of_x, axis=1, bitorder="little")[:, :width].astype(np.float32)


# %% task="learn" kind="wrong" breaks="It consists of Keras's own layers"
# The bits are made by a layer class of the student's own, which is none of Keras's layers.
@keras.saving.register_keras_serializable(package="own_layers")
class BinaryDigits(keras.layers.Layer):
    def call(self, numbers):
        places = [keras.ops.floor(numbers / 2.0**place) % 2.0 for place in range(10)]
        return keras.ops.concatenate(places, axis=-1)


def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((1,)),
        BinaryDigits(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(X[:, None].astype("float32"), y, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    column = np.asarray(x)[:, None].astype("float32")
    return (model.predict(column, batch_size=4096, verbose=0)[:, 0] > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="caller may refill X, y and x afterwards"
# Nothing is fitted before the first question: if the caller has refilled X and y by then, the models learn from that.
def compare_features(X, y, seed):
    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    def later(show, features):
        fitted = []

        def answer(x):
            if not fitted:
                keras.utils.set_random_seed(seed)
                model = small_network(features)
                model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
                fitted.append(model)
            return (keras.ops.convert_to_numpy(fitted[0](show(x)))[:, 0] > 0.5).astype("int64")

        return answer

    return later(as_raw, 1), later(as_bits, 12)


# %% task="noise" kind="wrong" breaks="also where nothing is flipped"
# Where no label is hit, the caller's own array comes back instead of a new one.
def add_label_noise(y, rate, seed):
    hit = np.random.default_rng(seed).random(len(y)) < rate
    if not hit.any():
        return y
    noisy = y.copy()
    noisy[hit] = 1 - noisy[hit]
    return noisy


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="may refill X, y and x afterwards"
# All samples vote, the nearer the more; but they are the caller's arrays, not copies: refilled arrays vote otherwise.
def learn_through_noise(X, y):
    def answer(x):
        differing = np.bitwise_count(np.asarray(x)[:, None] ^ X[None, :])
        score = (0.5 ** differing.astype(np.float64)) @ (2.0 * y - 1)
        return (score > 0).astype(np.int64)

    return answer
