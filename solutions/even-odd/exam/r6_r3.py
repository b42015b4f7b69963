# %% task="rule" kind="right"
# Binary text: bin() takes whole numbers of any size only, and its last digit is the answer.
def parity(x):
    return int(bin(x)[-1])


# %% task="samples" kind="right"
# A generator of its own: SHA-256 of seed and counter, numbers outside the range thrown away; tensors come back.
def make_samples(n, low, high, seed):
    import hashlib
    import itertools

    low, span = int(low), int(high) - int(low)
    width = (span - 1).bit_length()

    def draws():
        for counter in itertools.count():
            digest = hashlib.sha256(f"{int(seed)}/{counter}".encode()).digest()
            value = int.from_bytes(digest[:16], "big") >> (128 - width)
            if value < span:
                yield low + value

    X = np.array(list(itertools.islice(draws(), n)), dtype=np.int64)
    return keras.ops.convert_to_tensor(X), keras.ops.convert_to_tensor(X % 2)


# %% task="features" kind="right"
# Halving again and again, column by column; a tensor comes back.
def to_bits(x, width):
    rest, columns = np.array(x), []
    while len(columns) < width:
        rest, digit = np.divmod(rest, 2)
        columns.append(digit)
    return keras.ops.convert_to_tensor(np.stack(columns, axis=1).astype("float32"))


# %% task="learn" kind="right"
# A Model class of its own that calls Keras's layers, on the ten lowest bits.
@keras.saving.register_keras_serializable(package="right_three")
class OddModel(keras.Model):
    def __init__(self, features=10, **kwargs):
        super().__init__(**kwargs)
        self.features = features
        self.score = keras.layers.Dense(1)
        self.squash = keras.layers.Activation("sigmoid")
        self.build((None, features))

    def build(self, input_shape):
        if not self.score.built:
            self.score.build(input_shape)
        self.built = True

    def call(self, bits):
        return self.squash(self.score(bits))

    def get_config(self):
        return {"features": self.features, "name": self.name}


def learn_shown(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    model = OddModel()
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(learn_shown(X), y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    answers = keras.ops.round(model(learn_shown(x)))[:, 0]
    return keras.ops.cast(answers, "int32")


# %% task="raw-number" kind="right"
# A class with helpers: it works out the answers to all 4096 numbers at once and looks them up afterwards.
class AnswerTable:
    def __init__(self, show, X, y):
        features = show(X)
        model = keras.Sequential([
            keras.Input((features.shape[1],)),
            keras.layers.Dense(2, activation="softmax"),
        ])
        model.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy")
        model.fit(features, y, epochs=25, batch_size=64, verbose=0)
        scores = keras.ops.convert_to_numpy(model(show(np.arange(4096))))
        self.table = tuple(int(best) for best in scores.argmax(axis=1))

    def answer(self, x):
        return np.array([self.table[number] for number in x], dtype=np.uint8)


def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    raw = AnswerTable(lambda x: (x[:, None] / 2048 - 1).astype("float32"), X, y)
    bits = AnswerTable(lambda x: ((x[:, None] >> np.arange(12)) & 1).astype("float32"), X, y)
    return raw.answer, bits.answer


# %% task="noise" kind="right"
# Jumps from flip to flip: the gaps between independent flips have the geometric distribution.
def add_label_noise(y, rate, seed):
    noisy = np.array(y, dtype=np.int64)
    if rate > 0:
        rng = np.random.default_rng(seed)
        place = int(rng.geometric(rate)) - 1
        while place < len(noisy):
            noisy[place] = 1 - noisy[place]
            place += int(rng.geometric(rate))
    return noisy


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="right"
# All samples vote (copies of them), each counting half as much for each bit that differs.
def learn_through_noise(X, y):
    known, votes = np.array(X), 2.0 * np.array(y) - 1

    def answer(x):
        differing = np.bitwise_count(np.asarray(x)[:, None] ^ known[None, :])
        return (0.5 ** differing.astype(np.float64) @ votes > 0).astype(np.int64)

    return answer
