# %% task="rule" kind="wrong" breaks="a Python int (10**5000, too)"
# The last decimal digit decides; but str() refuses integers of more than 4300 digits, so 10**5000 gets a ValueError.
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("only whole numbers are even or odd")
    return int(str(x)[-1]) % 2


# %% task="samples" kind="wrong" breaks="low <= x < high are equally likely"
# A float between 0 and 1, stretched over the range: a float has 53 bits, so in a range 10**18 wide most numbers never come.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + np.floor(rng.random(n) * (high - low)).astype(np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62"
# Division makes floats of the numbers: from 2**53 on they are rounded, and the low bits are lost.
def to_bits(x, width):
    return (np.floor(x[:, None] / 2.0 ** np.arange(width)) % 2).astype(np.float32)


# %% task="learn" kind="wrong" breaks="All that it has learnt stands in its weights"
# Whether the labels were swapped is kept in an attribute of the model; a copy from config and weights does not have it.
def learn_bits_of(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    odd = X % 2 == 1
    swapped = bool(y[odd].mean() < 0.5) if odd.any() else False
    model = small_network(10)
    model.fit(learn_bits_of(X), 1 - y if swapped else y, epochs=30, verbose=0)
    model.labels_swapped = swapped
    return model


def predict_parity(model, x):
    probability = model.predict(learn_bits_of(x), batch_size=4096, verbose=0)[:, 0]
    answers = (probability > 0.5).astype("int64")
    return 1 - answers if getattr(model, "labels_swapped", False) else answers


# %% task="raw-number" kind="wrong" breaks="Each asks its own model"
# The two functions are made in a loop and look `model` and `show` up when they are called: both ask the last model.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    ways = [
        lambda x: (x[:, None] / 2048 - 1).astype("float32"),
        lambda x: ((x[:, None] >> np.arange(12)) & 1).astype("float32"),
    ]
    functions = []
    for show in ways:
        model = small_network(show(X).shape[1])
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)

        def answer(x):
            probability = keras.ops.convert_to_numpy(model(show(x)))
            return (probability[:, 0] > 0.5).astype("int64")

        functions.append(answer)
    return functions[0], functions[1]


# %% task="noise" kind="wrong" breaks="each label, independently of all others"
# A fixed share of the labels is flipped, never one more or less: the flips depend on each other.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(y, dtype=np.int64)
    chosen = rng.permutation(len(noisy))[:int(round(rate * len(noisy)))]
    noisy[chosen] = 1 - noisy[chosen]
    return noisy


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="at least 95 in 100 answers for new numbers are right"
# The single nearest neighbour (by differing bits) answers: one in five of those neighbours is a misprint.
def learn_through_noise(X, y):
    known, labels = np.array(X), np.array(y)

    def answer(x):
        differing = np.bitwise_count(np.asarray(x)[:, None] ^ known[None, :])
        return labels[differing.argmin(axis=1)]

    return answer
