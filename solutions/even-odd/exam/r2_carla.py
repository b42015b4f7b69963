# %% task="rule" kind="wrong" breaks="an integer of any size"
# goes through int64: what is larger gets an OverflowError
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError(f"not an integer: {x!r}")
    if isinstance(x, np.integer):
        return int(x & 1)
    return int(np.int64(x) & 1)

# %% task="samples" kind="wrong" breaks="a number may come up more than once"
# draws without replacement: n larger than the range fails
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = low + rng.choice(high - low, size=n, replace=False).astype("int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="width: how many bits, 1 to 62."
# divides in floating point: above 2**53 the low bits are lost
def to_bits(x, width):
    powers = 2.0 ** np.arange(width)
    return (np.floor(x[:, None] / powers) % 2).astype("float32")

# %% task="learn" kind="wrong" breaks="nowhere else"
# whether labels are swapped is noted beside the model; the next lesson overwrites the note
_carla_notes = {}


def learn_parity(X, y):
    first = int(X[0])
    _carla_notes["swapped"] = int(y[0]) != first % 2
    target = 1 - y if _carla_notes["swapped"] else y
    table = ((X[:, None] >> np.arange(10)) & 1).astype("float32")
    model = small_network(10)
    model.fit(table, target, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    table = ((x[:, None] >> np.arange(10)) & 1).astype("float32")
    answers = (model.predict(table, verbose=0)[:, 0] > 0.5).astype("int64")
    return 1 - answers if _carla_notes.get("swapped") else answers

# %% task="raw-number" kind="wrong" breaks="`raw` no more than 60"
# both functions look at the loop's last model and features (late binding): raw is bits, too
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    kinds = [
        lambda x: (x[:, None] / 2048 - 1).astype("float32"),
        lambda x: ((x[:, None] >> np.arange(12)) & 1).astype("float32"),
    ]
    functions = []
    for features in kinds:
        model = small_network(features(X).shape[1])
        model.fit(features(X), y, epochs=30, verbose=0)
        functions.append(lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype("int64"))
    return functions[0], functions[1]

# %% task="noise" kind="wrong" breaks="is flipped with this probability"
# a coin's label is put in its place instead of the other one: half of these change nothing
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    hit = rng.random(len(y)) < rate
    coin = rng.integers(0, 2, len(y))
    return np.where(hit, coin, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="least 95 in 100 answers for new numbers are right"
# a large network goes over the lesson until it knows the misprints by heart
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32") * 2 - 1

    keras.utils.set_random_seed(3)
    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(1, "sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    model.fit(binary(X), y, epochs=60, batch_size=128, verbose=0)
    return lambda x: (model.predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")
