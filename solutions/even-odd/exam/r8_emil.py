# %% task="rule" kind="wrong" breaks="as a whole number: a Python int or a NumPy integer"
# believed: True and 1 are the same, so a comparison may be handed back
import operator


def parity(x):
    return operator.index(x) % 2 == 1


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# believed: each number needs a generator of its own, made with the seed
def make_samples(n, low, high, seed):
    X = np.zeros(n, dtype=np.int64)
    y = np.zeros(n, dtype=np.int64)
    for i in range(n):
        generator = np.random.default_rng(seed)
        X[i] = generator.integers(low, high)
        y[i] = X[i] % 2
    return X, y


# %% task="features" kind="right"
def to_bits(x, width):
    n = len(x)
    result = np.zeros((n, width), dtype=np.float32)
    for i in range(n):
        rest = int(x[i])
        for j in range(width):
            if rest % 2 == 1:
                result[i, j] = 1.0
            rest = rest // 2
    return result


# %% task="learn" kind="wrong" breaks="Or all are 0, or all are 1."
# believed: the network needs as many outputs as there are different labels in the lesson
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(10) & 1).astype("float32")
    classes = len(np.unique(y))
    model = keras.Sequential([
        keras.Input((10,)),
        keras.layers.Dense(classes, activation="softmax"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy")
    model.fit(bits, y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(10) & 1).astype("float32")
    return np.argmax(model.predict(bits, verbose=0), axis=1)


# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers are asked about with it"
# believed: scaling means to divide by the largest number of the array at hand
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x / x.max())[:, None] * 2 - 1

    def binary(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    def lesson(features, encode):
        model = small_network(features)
        model.fit(encode(X), y, epochs=30, verbose=0)
        return lambda x: (model.predict(encode(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return lesson(1, scaled), lesson(12, binary)


# %% task="noise" kind="wrong" breaks="each label, independently of all others, is flipped with exactly this probability, whatever"
# believed: a rate of 0.1 means that exactly one label in ten is flipped
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(y)
    how_many = round(len(y) * rate)
    places = rng.permutation(len(y))[:how_many]
    noisy[places] = 1 - noisy[places]
    return noisy


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="By the *clean* labels, at least 95 in 100 answers for new numbers are right."
# believed: only 0.8 of the labels are right, so a 1 counts only where the model is surer than 0.8
def learn_through_noise(X, y):
    def binary(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    model = small_network(12)
    model.fit(binary(X), np.array(y), epochs=200, batch_size=len(X), verbose=0)

    def predict(x):
        return (model.predict(binary(x), verbose=0)[:, 0] > 0.8).astype("int64")

    return predict
