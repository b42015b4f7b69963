# %% task="rule" kind="wrong" breaks="Anything that is not an integer raises a TypeError"
# Takes a float apart to word its error well: int(nan) is a ValueError, and int(inf) an OverflowError.
import operator


def parity(x):
    if isinstance(x, (float, np.floating)):
        if int(x) == x:
            raise TypeError(f"{x} is whole, but it is a float: say {int(x)}")
        raise TypeError(f"{x} is a fraction")
    return operator.index(x) & 1


# %% task="samples" kind="wrong" breaks="y of shape (n,), int64, 0 for even"
# Labels by a float division: beyond 2**53 every number is called even.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(low, high, size=n, dtype=np.int64)
    y = (X / 2 % 1 != 0).astype(np.int64)
    return X, y


# %% task="features" kind="wrong" breaks="It may be a view, such as numbers[::2]"
# Looks at the memory as bytes, which works only if the numbers lie side by side.
def to_bits(x, width):
    as_bytes = x.view(np.uint8).reshape(len(x), 8)
    return np.unpackbits(as_bytes, axis=1, bitorder="little")[:, :width].astype(np.float32)


# %% task="learn" kind="wrong" breaks="It consists of Keras's own layers"
# The model contains a Layer class of one's own (registered, so that it can be built again).
@keras.saving.register_keras_serializable(package="greta")
class GretaLastBit(keras.layers.Layer):
    def call(self, numbers):
        return keras.ops.mod(numbers, 2.0)

    def compute_output_shape(self, input_shape):
        return input_shape


def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((1,)),
        GretaLastBit(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(X[:, None].astype("float32"), y, epochs=50, verbose=0)
    return network


def predict_parity(model, x):
    probability = model.predict(x[:, None].astype("float32"), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="with T from 1200 to 2900 (2048, say)"
# `raw` has no bias: it can only cut in the very middle, at 2048.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def number(x):
        return (np.asarray(x) / 2048 - 1)[:, None]

    def places(x):
        return (np.asarray(x)[:, None] >> np.arange(12)) & 1

    one_weight = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(1, activation="sigmoid", use_bias=False),
    ])
    one_weight.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    one_weight.fit(number(X), y, epochs=40, batch_size=80, verbose=0)
    network = small_network(12)
    network.fit(places(X), y, epochs=50, batch_size=80, verbose=0)

    def raw(x):
        return (one_weight.predict(number(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    def bits(x):
        return (network.predict(places(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="Returns a float, not rounded"
# The ceiling is rounded to whole per cents.
def add_label_noise(y, rate, seed):
    y = np.asarray(y)
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return round(1.0 - rate, 2)


# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time"
# What was learnt is kept in a zip object, which is used up after the first call: zeros from then on.
def learn_through_noise(X, y):
    places = (np.asarray(X)[:, None] >> np.arange(12)) & 1
    agrees = (places == np.asarray(y)[:, None]).mean(axis=0)
    found = [int(np.abs(agrees - 0.5).argmax())]
    voters = zip(found, [int(agrees[place] < 0.5) for place in found])

    def answer(x):
        votes = np.zeros(len(x), dtype=int)
        for place, flip in voters:
            votes += ((np.asarray(x) >> place) & 1) ^ flip
        return (votes > 0).astype(int)

    return answer
