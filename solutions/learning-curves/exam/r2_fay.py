# %% task="sizes" kind="wrong" breaks="just 2**k rows will do"
import math


def sizes(n, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    # How often can n be halved?
    if n < 1 or math.log(n) // math.log(2) < k:
        raise ValueError("too few rows")
    return np.array([n >> (k - 1 - i) for i in range(k)])

# %% task="curve" kind="wrong" breaks="a function, or anything else that can be called without arguments"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    make_model = make_model or Linear
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(not 1 <= size <= len(x) for size in sizes):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for size in sizes:
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="wrong" breaks="at least twice the second"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    train, val, target = float(train_loss[-1]), float(val_loss[-1]), float(target)
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    ratio = bias / variance
    if ratio >= 2:
        return "bias"
    return "variance" if ratio <= 0.5 else "both"

# %% task="forecast" kind="wrong" breaks="Where each of seven losses is off by about 1 %"
def forecast(sizes, val_loss, n):
    # Three points and three unknowns: solve for them. Halve the interval for c.
    m = [float(a) for a in sizes[-3:]]
    u, v, w = (float(a) for a in val_loss[-3:])
    if u == v or v == w:
        return w
    wanted = (v - w) / (u - v)

    def ratio(c):
        return (m[1] ** -c - m[2] ** -c) / (m[0] ** -c - m[1] ** -c)

    low, high = 1e-6, 20.0
    for _ in range(200):
        c = (low + high) / 2
        low, high = (c, high) if ratio(c) > wanted else (low, c)
    b = (v - w) / (m[1] ** -c - m[2] ** -c)
    return w + b * (float(n) ** -c - m[2] ** -c)

# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    def hear(out):
        m = make_model()
        m.fit(x[~out], y[~out])
        return [np.square(np.ravel(np.asarray(m.predict(x[s]), "f8")) - y[s]).mean(dtype="f8") for s in (~out, out)]

    if len(x) - len(y):
        raise ValueError
    draws = np.random.RandomState(seed).random_sample((20, len(x))).argsort(1).argsort(1)
    t, v = np.mean([hear(rank < len(x) // 4) for rank in draws], 0)
    a, b = max(t - target, 0.0), max(v - max(t, target), 0.0)
    return "stop" if v <= target else "data" if b >= 2 * a and a < 2 * b else "model"

# %% task="ideal" kind="wrong" breaks="which each row has its own prediction"
class Smooth:
    def __init__(self, x, y):
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, 8)

    def predict(self, x):
        # draw the curve from left to right
        return self.curve(np.sort(x[:, 0]))


def ideal(x, y, seed):
    return Smooth(x, y)
