# %% task="rule" kind="right"
# An abstract base class, divmod, and a NumPy integer as the answer.
def parity(x):
    from numbers import Integral

    if not isinstance(x, Integral):
        raise TypeError(f"neither even nor odd: a {type(x).__name__}")
    _, rest = divmod(int(x), 2)
    return np.int8(rest)


# %% task="samples" kind="right"
# Python's own random.Random, number by number.
def make_samples(n, low, high, seed):
    import random

    generator = random.Random(seed)
    numbers, labels = [], []
    for _ in range(n):
        number = generator.randrange(low, high)
        numbers.append(number)
        labels.append(number % 2)
    return np.array(numbers, dtype=np.int64), np.array(labels, dtype=np.int64)


# %% task="features" kind="right"
# Text: binary digits written by a format string and read backwards.
def to_bits(x, width):
    rows = [[int(digit) for digit in reversed(f"{int(number):0{width}b}")] for number in x]
    return np.array(rows, dtype=np.float32).reshape(len(x), width)


# %% task="learn" kind="right"
# A functional model with two outputs (softmax) on one feature, x % 2; plain call, argmax.
def learn_parity(X, y):
    inputs = keras.Input((1,))
    outputs = keras.layers.Dense(2, activation="softmax")(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy")
    model.fit((X % 2)[:, None].astype("float32"), y, epochs=40, batch_size=50, verbose=0)
    return model


def predict_parity(model, x):
    column = (np.asarray(x) % 2)[:, None].astype("float32")
    return keras.ops.convert_to_numpy(model(column)).argmax(axis=1).astype("int32")


# %% task="raw-number" kind="right"
# Logistic regression by gradient descent, in NumPy alone; answers are lists of Python numbers.
def compare_features(X, y, seed):
    def show_raw(x):
        return np.asarray(x)[:, None] / 2048 - 1

    def show_bits(x):
        return 2.0 * ((np.asarray(x)[:, None] >> np.arange(12)) & 1) - 1

    def with_one(features):
        return np.hstack([features, np.ones((len(features), 1))])

    def fit(show):
        rows = with_one(show(X))
        weights = np.zeros(rows.shape[1])
        for _ in range(2000):
            probability = 1 / (1 + np.exp(-rows @ weights))
            weights -= 2.0 / len(rows) * rows.T @ (probability - y)
        return lambda x: [int(score > 0) for score in with_one(show(x)) @ weights]

    return fit(show_raw), fit(show_bits)


# %% task="noise" kind="right"
# Python's own random.Random, label by label.
def add_label_noise(y, rate, seed):
    import random

    generator = random.Random(seed)
    noisy = []
    for label in y:
        if generator.random() < rate:
            noisy.append(1 - int(label))
        else:
            noisy.append(int(label))
    return np.array(noisy, dtype=np.int64)


def ceiling(rate):
    return max(float(rate), 1.0 - float(rate))


# %% task="through-noise" kind="right"
# A decision stump: the one bit that tells most about the labels, or its opposite.
def learn_through_noise(X, y):
    best, opposite, lead = 0, 0, -1.0
    for place in range(12):
        agreement = float(np.mean(((X >> place) & 1) == y))
        if abs(agreement - 0.5) > lead:
            best, opposite, lead = place, int(agreement < 0.5), abs(agreement - 0.5)

    def answer(x):
        return [(int(number) >> best) % 2 ^ opposite for number in x]

    return answer
