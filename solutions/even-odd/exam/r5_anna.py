# %% task="rule" kind="wrong" breaks="an integer of any size, positive or negative"
# Counts in floating point where the number fits a machine word: odd numbers beyond 2**53 come out even.
import operator


def parity(x):
    number = operator.index(x)
    if number.bit_length() <= 64:
        return int(float(number) % 2)
    return number % 2


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely"
# Stretches a float from [0, 1): it has 53 bits only, so that most numbers of a wide range never come up.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    width = high - low
    steps = np.floor(rng.random(n) * width).astype(np.int64)
    X = low + np.minimum(steps, width - 1)
    return X, X % 2


# %% task="features" kind="wrong" breaks="how many bits, 1 to 62"
# Divides in float64: numbers beyond 2**53 lose their low bits.
def to_bits(x, width):
    powers = 2.0 ** np.arange(width)
    return (np.floor(np.asarray(x)[:, None] / powers) % 2).astype(np.float32)


# %% task="learn" kind="wrong" breaks="Of new numbers, at least 99 in 100 are right: of those below 1000, and of those from 1000 to a"
# The second feature x / 1000 grows to 1000: its small left-over weight drowns the last bit.
def anna_columns(x):
    return np.stack([x % 2, x / 1000], axis=1).astype("float32")


def learn_parity(X, y):
    network = small_network(2)
    network.fit(anna_columns(X), y, epochs=60, verbose=0)
    return network


def predict_parity(model, x):
    probability = model.predict(anna_columns(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="Each asks its own model"
# Both functions close over the loop's variables, and so both ask the last model (the one on bits).
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    views = [
        (1, lambda x: (np.asarray(x) / 2048 - 1)[:, None]),
        (12, lambda x: (np.asarray(x)[:, None] >> np.arange(12)) & 1),
    ]
    functions = []
    for size, show in views:
        network = small_network(size)
        network.fit(show(X), y, epochs=50, batch_size=80, verbose=0)

        def answer(x):
            return (network.predict(show(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

        functions.append(answer)
    return functions[0], functions[1]


# %% task="noise" kind="wrong" breaks="each label, independently of all others"
# Flips an exact share of the labels: their number is fixed in advance.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(y, dtype=np.int64)
    flipped = rng.choice(len(noisy), size=round(rate * len(noisy)), replace=False)
    noisy[flipped] = 1 - noisy[flipped]
    return noisy


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="at least 95 in 100 answers for new numbers are right"
# The three nearest neighbours vote (by bits): three votes are too few against a fifth of misprints.
def learn_through_noise(X, y):
    places = np.arange(12)
    seen = ((np.asarray(X)[:, None] >> places) & 1).astype(np.float32)
    every = ((np.arange(4096)[:, None] >> places) & 1).astype(np.float32)
    distance = every.sum(axis=1)[:, None] + seen.sum(axis=1) - 2 * every @ seen.T
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :3]
    table = (np.array(y)[nearest].mean(axis=1) > 0.5).astype(int)

    def answer(x):
        return table[np.asarray(x)]

    return answer
