# %% task="rule" kind="wrong" breaks="Returns 0 if x is even and 1 if it is odd"
# NumPy's integers go through np.fmod, whose remainder has the sign of x: np.int64(-3) gives -1.
def parity(x):
    import operator

    if isinstance(x, np.integer):
        return int(np.fmod(x, 2))
    return operator.index(x) % 2


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# As long as the range has enough numbers, they are drawn without replacement: no number comes up twice.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    room = high - low
    if n <= room <= 1_000_000:
        X = low + rng.permutation(room)[:n].astype(np.int64)
    else:
        X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="with 0 <= x < 2**width"
# The masks 1, 2, 4, ... are int32: from bit 31 on they overflow, and wide numbers get wrong columns.
def to_bits(x, width):
    masks = np.left_shift(np.int32(1), np.arange(width, dtype=np.int32))
    return ((x[:, None] & masks[None, :]) != 0).astype(np.float32)


# %% task="learn" kind="wrong" breaks="each number of X is shown in one way"
# Data augmentation: each number is shown several times, with other high bits each time, so training sees 4n different rows.
def learn_twenty_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(20)) & 1).astype("float32")


def learn_parity(X, y):
    rng = np.random.default_rng(0)
    more = [X] + [X + 1024 * rng.integers(1, 900, size=len(X)) for _ in range(3)]
    model = small_network(20)
    model.fit(learn_twenty_bits(np.concatenate(more)), np.tile(y, 4), epochs=10, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(learn_twenty_bits(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="wrong" breaks="whatever is fitted later"
# The two models are global variables: the functions of an earlier call ask the models of the latest one.
latest_raw_model = None
latest_bits_model = None


def compare_features(X, y, seed):
    global latest_raw_model, latest_bits_model

    def as_raw(x):
        return (np.asarray(x)[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    keras.utils.set_random_seed(seed)
    latest_raw_model = small_network(1)
    latest_raw_model.fit(as_raw(X), y, epochs=20, batch_size=64, verbose=0)
    latest_bits_model = small_network(12)
    latest_bits_model.fit(as_bits(X), y, epochs=20, batch_size=64, verbose=0)

    def raw(x):
        return (keras.ops.convert_to_numpy(latest_raw_model(as_raw(x)))[:, 0] > 0.5).astype("int64")

    def bits(x):
        return (keras.ops.convert_to_numpy(latest_bits_model(as_bits(x)))[:, 0] > 0.5).astype("int64")

    return raw, bits


# %% task="noise" kind="wrong" breaks="is flipped with exactly this probability"
# With probability `rate` a label is replaced by a random one, which half of the time is the old one: half as many flips.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    hit = rng.random(len(y)) < rate
    return np.where(hit, rng.integers(0, 2, size=len(y)), y).astype(np.int64)


def ceiling(rate):
    return float(1 - rate)


# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X"
# Only even and odd are told apart (a vote in each of the two groups): any other bit is out of sight.
def learn_through_noise(X, y):
    votes = [y[X % 2 == rest].mean() if (X % 2 == rest).any() else 0.5 for rest in (0, 1)]
    table = (np.array(votes) > 0.5).astype(np.int64)
    return lambda x: table[np.asarray(x) % 2]
