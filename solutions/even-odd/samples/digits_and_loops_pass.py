# /// sample
# ///

# %% task="rule"
import random


def parity(x):
    """Look at the last decimal digit; `str` would refuse numbers of more than 4300 digits."""
    if isinstance(x, (int, np.integer)):
        return 1 if int(x) % 10 in (1, 3, 5, 7, 9) else 0
    raise TypeError(f"{x!r} is not an integer")

# %% task="samples"
def make_samples(n, low, high, seed):
    dice = random.Random(seed)
    numbers = [dice.randrange(low, high) for _ in range(n)]
    labels = [parity(number) for number in numbers]
    return np.array(numbers, dtype=np.int64), np.array(labels, dtype=np.int64)

# %% task="features"
def to_bits(x, width):
    rows = []
    for number in x:
        row = []
        for place in range(width):
            row.append(int(number) // 2**place % 2)
        rows.append(row)
    return np.array(rows, dtype=np.float32).reshape(len(x), width)

# %% task="learn"
def last_digits(x):
    """The two last decimal digits, one column for each value that they may have."""
    x = np.asarray(x)
    return np.concatenate([np.eye(10)[x % 10], np.eye(10)[x // 10 % 10]], axis=1)


def learn_parity(X, y):
    model = keras.Sequential([keras.layers.Dense(2, activation="softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    model.optimizer.learning_rate = 0.03
    model.fit(last_digits(X), np.eye(2)[y], epochs=15, batch_size=25, verbose=0)
    return model


def predict_parity(model, x):
    return model.predict(last_digits(x), verbose=0).argmax(axis=1)

# %% task="raw-number"
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    mean, spread = X.mean(), X.std()

    raw_model = keras.Sequential([
        keras.layers.Dense(16, activation="tanh"),
        keras.layers.Dense(1, "sigmoid"),
    ])
    raw_model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    raw_model.fit(((X - mean) / spread)[:, None], y, epochs=6, verbose=0)

    bits_model = keras.Sequential([keras.layers.Dense(1, "sigmoid")])
    bits_model.compile(keras.optimizers.SGD(1.0), "binary_crossentropy")
    bits_model.fit(to_bits(X, 12), y, epochs=6, verbose=0)

    def raw(x):
        return np.round(raw_model.predict(((x - mean) / spread)[:, None], verbose=0)).ravel()

    def bits(x):
        return np.round(bits_model.predict(to_bits(x, 12), verbose=0)).ravel()

    return [raw, bits]

# %% task="noise"
def add_label_noise(y, rate, seed):
    dice = random.Random(seed)
    return np.array([1 - label if dice.random() < rate else label for label in y], dtype="int64")


def ceiling(rate):
    return float(np.float64(1) - np.float64(rate))

# %% task="through-noise"
def learn_through_noise(X, y):
    """Ask each binary digit how often it agrees with the labels, and believe the surest."""
    agree = [np.mean((X >> place & 1) == y) for place in range(12)]
    place = int(np.argmax(np.abs(np.array(agree) - 0.5)))
    flip = int(agree[place] < 0.5)
    return lambda x: np.array([number >> place & 1 ^ flip for number in x])
