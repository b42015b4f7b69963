# Our own answer, cell by cell; the notebook around it is `exercises/even-odd/notebook.py`.

# %% task="rule"
import operator


def parity(x):
    # `index` gives a Python int of any size, or the TypeError; Python's % is never negative.
    return operator.index(x) % 2

# %% task="samples"
def make_samples(n, low, high, seed):
    # A generator of our own: nobody else's random numbers change.
    X = np.random.default_rng(seed).integers(low, high, n, dtype="int64")
    return X, X % 2

# %% task="features"
def to_bits(x, width):
    # Numbers down, places across; whole numbers to the end, since a float forgets above 2**53.
    return (x[:, None] >> np.arange(width) & 1).astype("float32")

# %% task="learn"
def digits(x):
    # 20 bits hold a million. No scale is taken from the lesson, so none can be wrong for the exam.
    return (np.asarray(x)[:, None] >> np.arange(20) & 1).astype("float32")


def learn_parity(X, y):
    keras.utils.set_random_seed(0)
    model = small_network(20)
    model.fit(digits(X), y, epochs=5, verbose=0)
    return model


def predict_parity(model, x):
    # One column comes out of the model; [:, 0] also does for a single number.
    return (keras.ops.convert_to_numpy(model(digits(x)))[:, 0] > 0.5).astype("int64")

# %% task="raw-number"
def compare_features(X, y, seed):
    # One lesson for both, so that the feature is the only difference.
    def lesson(features):
        keras.utils.set_random_seed(seed)
        model = small_network(features(X).shape[1])
        model.fit(features(X), y, epochs=5, batch_size=100, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(features(x)))[:, 0] > 0.5).astype("int64")

    def raw(x):
        return x[:, None] / 2048 - 1

    def bits(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    return lesson(raw), lesson(bits)

# %% task="noise"
def add_label_noise(y, rate, seed):
    # A flip always makes the label wrong; a label drawn anew is right half of the time.
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    # Who knows f is right wherever the label is.
    return 1.0 - rate

# %% task="through-noise"
def learn_through_noise(X, y):
    # Thirteen weights cannot learn four hundred misprints by heart.
    def features(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    keras.utils.set_random_seed(0)
    model = small_network(12)
    model.fit(features(X), y, epochs=5, batch_size=100, verbose=0)
    return lambda x: (keras.ops.convert_to_numpy(model(features(x)))[:, 0] > 0.5).astype("int64")
