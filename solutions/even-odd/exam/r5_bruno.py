# %% task="rule" kind="wrong" breaks="a Python int (10**5000, too)"
# Reads the last decimal digit: Python refuses to write out more than 4300 digits (ValueError).
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("neither even nor odd")
    return int(str(int(x))[-1]) % 2


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# Draws without replacement wherever the range has room: an entry can never equal another one.
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    if n <= high - low:
        X = low + rng.choice(high - low, size=n, replace=False).astype(np.int64)
    else:
        X = rng.integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="wrong" breaks="with 0 <= x < 2**width"
# Casts to int32 (what Keras likes for whole numbers): numbers from 2**31 on wrap around.
def to_bits(x, width):
    rest = keras.ops.cast(np.array(x), "int32")
    columns = []
    for _ in range(width):
        columns.append(rest % 2)
        rest = rest // 2
    return keras.ops.cast(keras.ops.stack(columns, axis=1), "float32")


# %% task="learn" kind="wrong" breaks="All that it has learnt stands in its weights"
# Remembers as an attribute of the model, outside its weights, whether the labels were swapped.
def bruno_column(x):
    return (np.asarray(x)[:, None] % 2).astype("float32")


def learn_parity(X, y):
    swapped = int(y[0] != X[0] % 2)
    network = small_network(1)
    network.fit(bruno_column(X), y ^ swapped, epochs=50, verbose=0)
    network.swapped = swapped
    return network


def predict_parity(model, x):
    probability = model.predict(bruno_column(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64") ^ getattr(model, "swapped", 0)


# %% task="raw-number" kind="wrong" breaks="same each time, whatever other numbers are asked about with it"
# `raw` is standardised by the mean and the spread of the numbers that are asked about, not of the lesson's.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def standardised(x):
        x = np.asarray(x, dtype=float)
        return ((x - x.mean()) / (x.std() + 1e-9))[:, None]

    def twelve_bits(x):
        columns = (np.asarray(x)[:, None] >> np.arange(12)) & 1
        return np.column_stack([columns, np.ones(len(columns))])

    network = small_network(1)
    network.fit(standardised(X), y, epochs=50, batch_size=80, verbose=0)
    weights = np.linalg.lstsq(twelve_bits(X), np.asarray(y, dtype=float), rcond=None)[0]

    def raw(x):
        return (network.predict(standardised(x), batch_size=1024, verbose=0)[:, 0] > 0.5).astype(int)

    def bits(x):
        return (twelve_bits(x) @ weights > 0.5).astype(int)

    return raw, bits


# %% task="noise" kind="wrong" breaks="is flipped with exactly this probability"
# A label that is hit gets a label drawn anew, which is the old one half of the time: flips at rate / 2.
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    hit = rng.random(len(y)) < rate
    anew = rng.integers(0, 2, size=len(y), dtype=np.int64)
    return np.where(hit, anew, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X"
# Has only even and odd in mind: the majority of each.
def learn_through_noise(X, y):
    X, y = np.asarray(X), np.asarray(y)
    says = []
    for rest in (0, 1):
        labels = y[X % 2 == rest]
        says.append(int(labels.mean() > 0.5) if len(labels) else 0)

    def answer(x):
        return [says[int(number) % 2] for number in x]

    return answer
