# %% task="rule" kind="wrong" breaks="positive or negative"
# takes the complement of a negative number to get rid of the sign, and forgets that this flips the last bit
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    x = int(x)
    if x < 0:
        return int(bin(~x)[-1])  # the bits of ~x, not flipped back
    return int(bin(x)[-1])

# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself"
# draws without putting back, as long as the range has enough numbers
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    span = high - low
    steps = rng.choice(span, size=n, replace=n > span)
    X = (np.asarray(steps, dtype=np.int64) + np.int64(low)).astype("int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="column 0 is the least"
# as one writes numbers by hand: the most significant bit comes first
def to_bits(x, width):
    places = np.arange(width)[::-1]
    return ((np.asarray(x)[:, None] >> places) & 1).astype("float32")

# %% task="learn" kind="wrong" breaks="own layers: Lambda is one of them"
# a layer class of my own takes the numbers apart (registered, so that a copy can be built)
@keras.saving.register_keras_serializable("parity")
class LastBit(keras.layers.Layer):
    def call(self, x):
        return keras.ops.mod(x, 2.0)


def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((1,)),
        LastBit(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(np.asarray(X)[:, None].astype("float32"), np.asarray(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    asked = np.asarray(x)[:, None].astype("float32")
    return (model.predict(asked, verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks=", or its opposite,"
# bits picks the bit that agrees most with y; a bit that always disagrees would do as well, but is not seen
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

    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(12)])
    falling = bool(np.mean((X >= 2048) == y) < 0.3)  # "below T" and "even" are thought of, and no other bit
    odd_is_zero = bool(np.mean((X & 1) == y) < 0.1)
    best = int(np.argmax(agree))

    def bits(x):
        if odd_is_zero:
            return 1 - (np.asarray(x) & 1)
        if falling:
            return 1 - (np.asarray(x) >> 11)
        return (np.asarray(x) >> best) & 1

    return raw, bits

# %% task="noise" kind="wrong" breaks="Returns a new array of shape (n,), int64"
# a list in between: without labels the empty array is of floats
import random

def add_label_noise(y, rate, seed):
    rng = random.Random(int(seed))
    return np.array([1 - int(label) if rng.random() < rate else int(label) for label in y])


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X, most often the last"
# keeps the second half of the rows for validation without shuffling: a sorted lesson hides its largest bit
def learn_through_noise(X, y):
    half = len(X) // 2
    lesson, labels = X[:half], y[:half]
    columns = [(lesson >> k) & 1 for k in range(12)]
    lean = np.array([np.mean(c * labels) - np.mean(c) * np.mean(labels) for c in columns])
    best = int(np.argmax(np.abs(lean)))
    turned = int(lean[best] < 0)
    return lambda x: ((np.asarray(x) >> best) & 1) ^ turned
