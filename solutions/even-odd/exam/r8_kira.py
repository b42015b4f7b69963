# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# believed: something wrong was given, and for wrong values Python has the ValueError
import operator


def parity(x):
    try:
        number = operator.index(x)
    except TypeError:
        raise ValueError(f"{x!r} is neither even nor odd") from None
    return number % 2


# %% task="samples" kind="right"
class SampleSource:
    def __init__(self, seed):
        self.state = np.random.RandomState(seed)

    def numbers(self, n, low, high):
        return self.state.randint(low, high, size=n, dtype="int64")


def make_samples(n, low, high, seed):
    X = SampleSource(seed).numbers(n, low, high)
    y = np.where(X % 2 == 0, 0, 1).astype("int64")
    return X, y


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# believed: an int32 has room for the place of every bit
def to_bits(x, width):
    places = np.left_shift(np.int32(1), np.arange(width, dtype=np.int32))
    return ((x[:, None] & places) != 0).astype(np.float32)


# %% task="learn" kind="right"
class LastDigit:
    """Shows a number by its last decimal digit, one column for each digit."""

    @staticmethod
    def columns(x):
        return np.eye(10, dtype="float32")[np.asarray(x) % 10]


def learn_parity(X, y):
    inputs = keras.Input((10,))
    outputs = keras.layers.Dense(2, activation="softmax")(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy")
    model.fit(LastDigit.columns(X), y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    return model.predict(LastDigit.columns(x), verbose=0).argmax(axis=1)


# %% task="raw-number" kind="wrong" breaks="`bits` gets at least 99 in 100 right"
# believed: the seen number with the most equal bits has the same answer
def compare_features(X, y, seed):
    X, y = np.array(X), np.array(y)

    def binary(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float64")

    line = np.polyfit(X / 4096, y, 1)
    seen = binary(X)

    def raw(x):
        return (np.polyval(line, x / 4096) > 0.5).astype("int64")

    def bits(x):
        answers = []
        for row in binary(x):
            different = np.abs(seen - row).sum(axis=1)
            answers.append(int(y[np.argmin(different)]))
        return answers

    return raw, bits


# %% task="noise" kind="wrong" breaks="(An np.float64 is a float, too; an np.float32 is none.)"
# believed: every NumPy number with a decimal point is a float
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    return np.where(rng.random(len(y)) < rate, 1 - y, y)


def ceiling(rate):
    return np.float32(1.0) - np.float32(rate)


# %% task="through-noise" kind="right"
def learn_through_noise(X, y):
    def digits(x):
        return (np.asarray(x)[:, None] >> np.arange(12) & 1).astype("float32")

    network = small_network(12)
    network.fit(digits(X), np.asarray(y, dtype="float32"), epochs=200, batch_size=len(X), verbose=0)

    def predict(x):
        return (network.predict(digits(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return predict
