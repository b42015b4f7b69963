# %% task="sizes" kind="wrong" breaks="The last size is n itself."
import numpy as np


def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k is below 1, or there are too few rows")
    parts = np.float32(n) / np.float32(2) ** np.arange(k, dtype=np.float32)[::-1]
    return np.rint(parts).astype(np.int64)

# %% task="curve" kind="wrong" breaks="Two seeds draw different rows, unless there are very few."
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    # A seed should be a positive 32-bit number.
    rng = np.random.RandomState(seed & 0x7FFFFFFF)
    order = np.argsort(rng.random_sample(len(x)))
    result = np.zeros((2, len(sizes)))
    for i, size in enumerate(sizes):
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        for j, (a, b) in enumerate([(x[rows], y[rows]), (x_val, y_val)]):
            result[j, i] = np.square(np.reshape(model.predict(a), -1) - b).mean()
    return tuple(result)

# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or not len(val_loss):
        raise ValueError("two curves of one length, please")
    t, v = float(train_loss[-1]), float(val_loss[-1])
    # Negative distances decide nothing else than 0 would: they are below twice the other one.
    d, e = t - target, v - t
    return "fine" if v <= target else "bias" if d >= 2 * e else "variance" if e >= 2 * d else "both"

# %% task="forecast" kind="wrong" breaks="in any unit, from 1e-6 to 1e6"
import numpy as np


def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    best, answer = np.inf, y[-1]
    for c in np.linspace(0.4, 1.1, 281):
        g = np.stack([np.ones(len(y)), (m / m[-1]) ** -c], axis=1) / y[:, None]
        floor, b = np.linalg.lstsq(g, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, g[:, 1].sum() / (g[:, 1] @ g[:, 1])
        if b < 0:
            floor, b = g[:, 0].sum() / (g[:, 0] @ g[:, 0]), 0.0
        error = np.sum((g @ [floor, b] - 1) ** 2)
        if error < best:
            best, answer = error, floor + b * (n / m[-1]) ** -c
    return round(float(answer), 4)

# %% task="advise" kind="wrong" breaks="at least a tenth of the rows"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    order = np.random.default_rng(seed).permutation(len(x))
    losses = []
    # Twenty parts are better than ten.
    for i in range(20):
        held = order[i::20]
        kept = np.delete(order, np.s_[i::20])
        model = make_model()
        model.fit(x[kept], y[kept])
        losses.append([
            np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2) for rows in (kept, held)
        ])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="wrong" breaks="is unknown: y is of any size from 0.001 to 1000"
import numpy as np


class Poly:
    def __init__(self, x, y, degree):
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, degree, domain=[-1, 1])

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    folds = np.array_split(order, 8)

    def held_out(degree):
        off = []
        for fold in folds:
            kept = np.setdiff1d(order, fold)
            off.append(np.mean((Poly(x[kept], y[kept], degree).predict(x[fold]) - y[fold]) ** 2))
        return np.mean(off)

    losses = [held_out(degree) for degree in range(1, 11)]
    # The stiffest one that is about as good as the best.
    degree = next(i + 1 for i, loss in enumerate(losses) if loss <= min(losses) + 1e-3)
    return Poly(x, y, degree)
