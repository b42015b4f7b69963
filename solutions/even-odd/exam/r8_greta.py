# %% task="rule" kind="wrong" breaks="a list, an array of several numbers."
# believed: what has an integer dtype is an integer, so an array of integers passes, too
def parity(x):
    if isinstance(x, int):
        return x % 2
    as_array = np.asarray(x)
    if not np.issubdtype(as_array.dtype, np.integer):
        raise TypeError("need integers")
    return as_array % 2


# %% task="samples" kind="right"
import random


def make_samples(n, low, high, seed):
    generator = random.Random(seed)
    numbers = []
    labels = []
    while len(numbers) < n:
        number = generator.randrange(low, high)
        numbers.append(number)
        if number % 2 == 0:
            labels.append(0)
        else:
            labels.append(1)
    return np.array(numbers, dtype=np.int64), np.array(labels, dtype=np.int64)


# %% task="features" kind="wrong" breaks="Returns a new array of shape (n, width), float32, of zeros and ones"
# believed: NumPy knows how wide the table is even if the list of rows is empty
def to_bits(x, width):
    rows = []
    for number in x:
        row = []
        for place in range(width):
            row.append((int(number) >> place) & 1)
        rows.append(row)
    return np.array(rows, dtype=np.float32)


# %% task="learn" kind="wrong" breaks="Returns a Keras model that was fitted on X and y and on no other samples"
# believed: the exam asks up to a million, so the lesson may draw more samples there, labelled by the rule seen in y
def learn_parity(X, y):
    even, odd = y[X % 2 == 0], y[X % 2 == 1]
    names = np.array([even[0] if len(even) else y[0], odd[0] if len(odd) else y[0]])
    more = np.random.default_rng(0).integers(1000, 1_000_000, 2000)
    lesson = np.concatenate([X, more])
    labels = np.concatenate([y, names[more % 2]])
    model = small_network(20)
    bits = (lesson[:, None] >> np.arange(20) & 1).astype("float32")
    model.fit(bits, labels, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(20) & 1).astype("float32")
    return (model.predict(bits, verbose=0)[:, 0] > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="Each asks its own model, which was fitted on X and y."
# believed: samples must be shuffled before the lesson; the labels come along by themselves
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    shuffled = np.random.default_rng(seed).permutation(X)

    def number(x):
        return x[:, None] / 2048 - 1

    def digits(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    raw_model = small_network(1)
    raw_model.fit(number(shuffled), y, epochs=30, verbose=0)
    bits_model = small_network(12)
    bits_model.fit(digits(shuffled), y, epochs=30, verbose=0)

    def raw(x):
        return (raw_model.predict(number(x), verbose=0)[:, 0] > 0.5).astype(int)

    def bits(x):
        return (bits_model.predict(digits(x), verbose=0)[:, 0] > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="the label is: 0 <= rate <= 0.5, also 0.003, say."
# believed: a rate is so many in a hundred, so a die with 100 sides is fine enough
def add_label_noise(y, rate, seed):
    die = np.random.default_rng(seed)
    flips = die.integers(0, 100, len(y)) < rate * 100
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X, most often the last"
# believed: noise is smoothed away by a vote of the nearest numbers on the number line
def learn_through_noise(X, y):
    X, y = np.array(X), np.array(y)

    def predict(x):
        answers = []
        for number in x:
            nearest = np.argsort(np.abs(X - number), kind="stable")[:25]
            answers.append(int(y[nearest].mean() > 0.5))
        return answers

    return predict
