# %% task="rule" kind="right"
# the abstract base class, and bool turned away as well
def parity(x):
    from numbers import Integral

    if isinstance(x, Integral) and not isinstance(x, (bool, np.bool_)):
        whole = int(x)
        return whole - 2 * (whole >> 1)
    raise TypeError("neither even nor odd: " + repr(x))

# %% task="samples" kind="right"
# another bit generator, in a little class
def make_samples(n, low, high, seed):
    class Source:
        def __init__(self, seed):
            self.generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))

        def draw(self, n, low, high):
            return self.generator.integers(low, high - 1, size=n, dtype=np.int64, endpoint=True)

    X = Source(seed).draw(n, low, high)
    y = np.array([int(number) % 2 for number in X], dtype=np.int64)
    return X, y

# %% task="features" kind="right"
# the bytes of a little-endian copy, unpacked
def to_bits(x, width):
    copy = np.array(x, dtype="<u8", order="C")
    raw = copy.view(np.uint8).reshape(len(copy), 8)
    bits = np.unpackbits(raw, axis=1, bitorder="little")
    return np.ascontiguousarray(bits[:, :width]).astype(np.float32)

# %% task="learn" kind="right"
# functional model on the last digit as a whole number: an embedding is the weight of each digit
def learn_parity(X, y):
    inputs = keras.Input((1,), dtype="int32")
    vectors = keras.layers.Embedding(10, 4)(inputs)
    flat = keras.layers.Flatten()(vectors)
    hidden = keras.layers.Dense(8, activation="tanh")(flat)
    outputs = keras.layers.Dense(1, activation="sigmoid")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.03), "binary_crossentropy")
    model.fit((X % 10)[:, None].astype("int32"), y, epochs=25, verbose=0)
    return model


def predict_parity(model, x):
    probability = model((x % 10)[:, None].astype("int32"), training=False)
    return (keras.ops.convert_to_numpy(probability).reshape(-1) > 0.5).astype("int64")

# %% task="raw-number" kind="right"
# a class with its features, and a hidden layer for the bits
def compare_features(X, y, seed):
    class Predictor:
        def __init__(self, features, layers):
            self.features = features
            width = features(X[:1]).shape[1]
            self.model = keras.Sequential([keras.Input((width,)), *layers])
            self.model.add(keras.layers.Dense(1, activation="sigmoid"))
            self.model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
            self.model.fit(features(X), y, epochs=40, batch_size=64, verbose=0)

        def __call__(self, x):
            return np.rint(self.model.predict(self.features(x), verbose=0)[:, 0]).astype("int64")

    keras.utils.set_random_seed(seed)
    raw = Predictor(lambda x: ((x - 2048) / 512).astype("float32").reshape(-1, 1), [])
    bits = Predictor(
        lambda x: np.stack([(x >> k) & 1 for k in range(12)], axis=1).astype("float32") * 2 - 1,
        [keras.layers.Dense(8, activation="tanh")],
    )

    def ask_raw(x):
        return raw(x)

    def ask_bits(x):
        return bits(x)

    return ask_raw, ask_bits

# %% task="noise" kind="right"
# a fresh copy; the places to flip are picked by a mask
def add_label_noise(y, rate, seed):
    generator = np.random.Generator(np.random.Philox(seed))
    result = np.array(y, dtype=np.int64, copy=True)
    mask = generator.uniform(0.0, 1.0, result.shape) < rate
    result[mask] = np.abs(result[mask] - 1)
    return result


def ceiling(rate):
    right_where_not_flipped, right_where_flipped = 1.0, 0.0
    return float((1 - rate) * right_where_not_flipped + rate * right_where_flipped)

# %% task="through-noise" kind="right"
# functional model with weights kept small (L1), and answers from a table of all numbers
def learn_through_noise(X, y):
    def binary(x):
        return np.stack([(x >> k) & 1 for k in range(12)], axis=1).astype("float32") * 2 - 1

    keras.utils.set_random_seed(11)
    inputs = keras.Input((12,))
    outputs = keras.layers.Dense(1, activation="sigmoid", kernel_regularizer=keras.regularizers.L1(0.01))(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(binary(X), y, epochs=30, batch_size=64, verbose=0)
    table = (model.predict(binary(np.arange(4096)), verbose=0)[:, 0] > 0.5).astype("int64")
    return lambda x: table[x].copy()
