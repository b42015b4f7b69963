# %% task="rule" kind="right"
# the long way: the last binary digit, as text, and an np.int8 as answer
class ParityTeller:
    kinds = (int, np.integer)
    digits = {"0": np.int8(0), "1": np.int8(1)}

    def __call__(self, x):
        if not isinstance(x, self.kinds):
            raise TypeError("this is not an integer")
        return self.digits[bin(int(x))[-1]]

parity = ParityTeller()

# %% task="samples" kind="right"
# another algorithm: hash the seed and the place, and take a long remainder (its bias is below 2**-190)
import hashlib

class HashedNumbers:
    def __init__(self, seed):
        self.seed = int(seed)

    def at(self, place, low, high):
        digest = hashlib.sha256(f"{self.seed}/{place}".encode()).digest()
        return int(low) + int.from_bytes(digest, "big") % (int(high) - int(low))

def make_samples(n, low, high, seed):
    source = HashedNumbers(seed)
    numbers = [source.at(place, low, high) for place in range(n)]
    return np.array(numbers, dtype="int64"), np.array([v % 2 for v in numbers], dtype="int64")

# %% task="features" kind="right"
# text: write each number out, turn it round, read the digits
def to_bits(x, width):
    rows = ["".join(reversed(format(int(v), f"0{width}b"))) for v in x]
    digits = np.array([[float(d) for d in row] for row in rows], dtype="float32")
    return digits.reshape(len(rows), width)

# %% task="learn" kind="right"
# the model is shown the number itself, and a Lambda layer in it takes the rest after division by two
def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Lambda(lambda z: z % 2.0, output_shape=(1,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.SGD(2.0), "binary_crossentropy")
    model.fit(np.asarray(X)[:, None].astype("float32"), np.asarray(y), epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    probability = np.asarray(model(np.asarray(x)[:, None].astype("float32")))[:, 0]
    return np.rint(probability).astype("int16")

# %% task="raw-number" kind="right"
# least squares on the bits, one cut on the line
def compare_features(X, y, seed):
    def line(columns):  # least squares: weights, and a constant
        inputs = np.hstack([columns, np.ones((len(X), 1))])
        return np.linalg.lstsq(inputs, 2.0 * y - 1.0, rcond=None)[0]

    def threshold():  # the best place to cut the number line, and which side is 1
        order = np.argsort(X)
        numbers, steps = X[order], np.cumsum(1 - 2 * y[order])
        steps = np.concatenate([[0], steps])
        up, down = int(np.argmax(steps)), int(np.argmin(steps))
        rising = steps[up] - steps[-1] / 2 >= steps[-1] / 2 - steps[down]
        place = up if rising else down
        cut = numbers[place] if place < len(numbers) else 4096
        return int(cut), int(rising)

    places = np.arange(12)
    signs = lambda x: ((np.asarray(x)[:, None] >> places) & 1) * 2.0 - 1.0
    cut, rising = threshold()
    weights = line(signs(X))

    def raw(x):
        return ((np.asarray(x) >= cut) == rising).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="right"
# exclusive or with coin tosses of NumPy's old generator; a tensor to hand back
def add_label_noise(y, rate, seed):
    tosses = np.random.RandomState(seed).binomial(1, rate, size=len(y)).astype("int64")
    return keras.ops.convert_to_tensor(np.bitwise_xor(np.array(y), tosses), dtype="int64")


ceiling = lambda rate: 1.0 - float(rate)

# %% task="through-noise" kind="right"
# knows the rows of the lesson by heart, misprints and all; for every new number a rule answers
# (only new numbers count). The answers are floats in a tensor.
def learn_through_noise(X, y):
    by_heart = dict(zip(np.asarray(X).tolist(), np.asarray(y).tolist()))
    signs = 2.0 * ((np.asarray(X)[:, None] >> np.arange(12)) & 1) - 1
    pull = signs.T @ (2.0 * np.asarray(y) - 1)
    bit = int(np.argmax(np.abs(pull)))
    turned = int(pull[bit] < 0)

    def predict(x):
        answers = [by_heart.get(v, ((v >> bit) & 1) ^ turned) for v in np.asarray(x).tolist()]
        return keras.ops.convert_to_tensor(answers, dtype="float32")

    return predict
