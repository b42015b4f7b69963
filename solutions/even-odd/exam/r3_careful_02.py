# %% task="rule" kind="right"
# pattern matching and divmod; NumPy's integers become Python's
def parity(x):
    match x:
        case int() | np.integer():
            _, rest = divmod(int(x), 2)
            return rest
        case _:
            raise TypeError(f"{type(x).__name__} is neither even nor odd")

# %% task="samples" kind="right"
# plain Python: a generator of my own, and a loop
import random

def make_samples(n, low, high, seed):
    dice = random.Random(int(seed))
    X, y = np.empty(n, dtype="int64"), np.empty(n, dtype="int64")
    for place in range(n):
        number = dice.randrange(int(low), int(high))
        X[place] = number
        y[place] = number % 2
    return X, y

# %% task="features" kind="right"
# halve a copy again and again
def to_bits(x, width):
    rest = np.array(x, dtype="int64")
    bits = np.zeros((len(rest), width), dtype="float32")
    for column in bits.T:
        column[:] = rest % 2
        rest //= 2
    return bits

# %% task="learn" kind="right"
# twenty bits; those that the lesson never shows keep a weight of zero. A functional model, and a tensor as answer.
def twenty_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")


def learn_parity(X, y):
    inputs = keras.Input((20,))
    outputs = keras.layers.Dense(1, kernel_initializer="zeros")(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.1), keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(twenty_bits(X), np.asarray(y)[:, None], batch_size=50, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    return keras.ops.cast(model(twenty_bits(x))[:, 0] > 0, "int32")

# %% task="raw-number" kind="right"
# two small networks, and a function that makes the predictors
def compare_features(X, y, seed):
    def fitted(features, width):
        network = small_network(width)
        network.fit(features(X), np.asarray(y), batch_size=100, epochs=14, verbose=0)

        def predictor(x):
            probability = keras.ops.convert_to_numpy(network(features(x)))
            return (probability[:, 0] > 0.5).astype("int64")

        return predictor

    keras.utils.set_random_seed(seed)
    raw = fitted(lambda x: np.asarray(x)[:, None].astype("float32") / 2048 - 1, 1)
    bits = fitted(lambda x: ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32"), 12)
    return raw, bits

# %% task="noise" kind="right"
# plain loops over a generator of my own
import random

def add_label_noise(y, rate, seed):
    dice = random.Random(int(seed))
    noisy = np.zeros(len(y), dtype="int64")
    for place, label in enumerate(y):
        wrong = dice.random() < rate
        noisy[place] = (not label) if wrong else label
    return noisy


def ceiling(rate):
    right = 0.0
    for flipped, probability in [(False, 1.0 - rate), (True, rate)]:
        if not flipped:
            right += probability
    return right

# %% task="through-noise" kind="right"
# the network of the notebook, with calmer steps and large batches
def learn_through_noise(X, y):
    places = np.arange(12)
    features = lambda x: ((np.asarray(x)[:, None] >> places) & 1).astype("float32") - 0.5
    network = small_network(12)
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(features(X), np.asarray(y), batch_size=500, epochs=25, verbose=0)

    def predict(x):
        probability = keras.ops.convert_to_numpy(network(features(x)))[:, 0]
        return (probability > 0.5).astype("int32")

    return predict
