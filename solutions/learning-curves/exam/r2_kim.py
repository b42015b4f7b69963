# %% task="sizes" kind="wrong" breaks="times the one before it, both bounds included."
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("too few rows")
    chosen = [n]
    for _ in range(k - 1):
        # at most 2.5 times: round n / 2.5 up
        chosen.append(-(-2 * chosen[-1] // 5))
    return np.array(chosen[::-1])

# %% task="curve" kind="wrong" breaks="The same seed draws the same rows,"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    own = hash(f"learning curve of {len(x)} rows, seed {seed}") % 2**32
    order = np.random.default_rng(own).permutation(len(x))
    train, val = [], []
    for size in sizes:
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="right"
from fractions import Fraction as _F


def read_curves(train_loss, val_loss, target):
    *_, (t, v) = zip(train_loss, val_loss, strict=True)
    t, v, g = (getattr(a, "item", lambda a=a: a)() for a in (t, v, target))
    t, v, g = (a if abs(a) == float("inf") else _F(a) for a in (t, v, g))
    a, b = (t > g and t - g), (v > max(t, g) and v - max(t, g))
    return "fine" if v <= g else "bias" if a >= b * 2 else "both" if b < a * 2 else "variance"

# %% task="forecast" kind="right"
from scipy.optimize import nnls as _nnls


def forecast(sizes, val_loss, n):
    m, v = np.array(sizes, float) / n, np.array(val_loss, float)

    def at(c):
        how, off = _nnls(np.c_[1 / v, m**-c / v], np.ones(len(v)))
        return off, c, float(how.sum())

    return min(map(at, np.linspace(0.4, 1.1, 1401)))[2]

# %% task="advise" kind="wrong" breaks="at least a tenth of the rows and at most a third, to"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(12):
        coin = rng.random(n) < 0.3
        out, kept = np.flatnonzero(coin), np.flatnonzero(~coin)
        model = make_model()
        model.fit(x[kept], y[kept])
        train.append(np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if variance >= 2 * bias and not bias >= 2 * variance:
        return "data"
    return "model"

# %% task="ideal" kind="wrong" breaks="Returns a fitted model"
class Fitted:
    weights = []

    def predict(self, x):
        return np.polynomial.legendre.legvander(x[:, 0], 9) @ self.weights[-1]


def ideal(x, y, seed):
    model = Fitted()
    basis = np.polynomial.legendre.legvander(x[:, 0], 9)
    model.weights.append(np.linalg.lstsq(basis, y, rcond=None)[0])
    return model
