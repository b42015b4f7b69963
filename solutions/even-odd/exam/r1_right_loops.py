# %% task="rule" kind="right"
def parity(x):
    return int(bin(x)[-1])

# %% task="samples" kind="right"
import random
def make_samples(n, low, high, seed):
    dice = random.Random(seed)
    X, y = [], []
    for _ in range(n):
        number = dice.randrange(low, high)
        X.append(number)
        y.append(parity(number))
    return np.array(X, dtype="int64"), np.array(y, dtype="int64")

# %% task="features" kind="right"
def to_bits(x, width):
    rows = np.zeros((len(x), width), dtype="float32")
    for i in range(len(x)):
        number = int(x[i])
        for j in range(width):
            rows[i, j] = number % 2
            number //= 2
    return rows

# %% task="learn" kind="right"
def learn_parity(X, y):
    F = to_bits(X, 20)
    model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros")])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(F, y, epochs=80, verbose=0)
    return model

def predict_parity(model, x):
    answers = []
    for p in model.predict(to_bits(x, 20), verbose=0):
        answers.append(1 if p[0] > 0.5 else 0)
    return np.array(answers, dtype="int64")

# %% task="raw-number" kind="right"
def compare_features(X, y, seed):
    best = (0, 0, 0)
    for t in range(0, 4097, 8):
        for flip in (0, 1):
            share = np.mean(((X >= t).astype(int) ^ flip) == y)
            best = max(best, (share, t, flip))
    _, t, flip = best
    B = to_bits(X, 12).astype(int)
    top = max((np.mean((B[:, j] ^ f) == y), j, f) for j in range(12) for f in (0, 1))
    _, j, f = top
    def raw(x):
        return (x >= t).astype(int) ^ flip
    def bits(x):
        return to_bits(x, 12).astype(int)[:, j] ^ f
    return raw, bits

# %% task="noise" kind="right"
import random
def add_label_noise(y, rate, seed):
    dice = random.Random(seed)
    new = []
    for label in y:
        if dice.random() < rate:
            label = 1 - label
        new.append(label)
    return np.array(new, dtype="int64")

def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="any one of the 12 bits of X"
# The label was "right": a table of last decimal digits can learn no bit but the last.
def learn_through_noise(X, y):
    table = {d: round(float(y[X % 10 == d].mean())) for d in range(10)}
    def predict(x):
        return np.array([table[int(v) % 10] for v in x])
    return predict
