# %% task="rule" kind="right"
import operator


def parity(x):
    return operator.index(x) & 1


# %% task="samples" kind="right"
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, X & 1


# %% task="features" kind="wrong" breaks="It may be a view, such as numbers[::2], or"
# believed: an int64 array always lies in memory as eight bytes after eight bytes
def to_bits(x, width):
    octets = x.view(np.uint8).reshape(len(x), 8)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, :width].astype(np.float32)


# %% task="learn" kind="right"
def ten_bits(x):
    return (np.asarray(x)[:, None] >> np.arange(10) & 1).astype("float32")


def learn_parity(X, y):
    network = small_network(10)
    network.fit(ten_bits(X), y, epochs=50, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(ten_bits(x), verbose=0)[:, 0] > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers are asked about with it, and whatever is fitted later"
# believed: a function keeps the model that a global name had when the function was made
raw_model = bits_model = None


def compare_features(X, y, seed):
    global raw_model, bits_model
    keras.utils.set_random_seed(seed)
    raw_model, bits_model = small_network(1), small_network(12)
    raw_model.fit(X[:, None] / 2048 - 1, y, epochs=30, verbose=0)
    bits_model.fit((X[:, None] >> np.arange(12) & 1).astype("float32"), y, epochs=30, verbose=0)

    def raw(x):
        return (raw_model.predict(x[:, None] / 2048 - 1, verbose=0)[:, 0] > 0.5).astype("int64")

    def bits(x):
        shown = (x[:, None] >> np.arange(12) & 1).astype("float32")
        return (bits_model.predict(shown, verbose=0)[:, 0] > 0.5).astype("int64")

    return raw, bits


# %% task="noise" kind="wrong" breaks="The same arguments give the same flips"
# believed: one generator for each seed is enough; it need not be made anew for each call
import functools


@functools.lru_cache(maxsize=None)
def generator_of(seed):
    return np.random.default_rng(seed)


def add_label_noise(y, rate, seed):
    return y ^ (generator_of(seed).random(y.shape) < rate)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="answer for a number is the same each time, whatever else is asked with it or learnt later."
# believed: calling fit on the same network again starts a new lesson that the old function does not notice
pupil = small_network(12)


def learn_through_noise(X, y):
    def show(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    pupil.fit(show(X), np.array(y), epochs=200, batch_size=len(X), verbose=0)
    return lambda x: (pupil.predict(show(x), verbose=0)[:, 0] > 0.5).astype("int64")
