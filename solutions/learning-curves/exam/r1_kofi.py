# %% task="sizes" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
import functools

import numpy as np


@functools.lru_cache(maxsize=None)
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k or n is too small")
    return np.array([n // 2**i for i in range(k)])[::-1].copy()

# %% task="curve" kind="right"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("rows and answers differ in number")
    steps = [int(size) for size in sizes]
    if min(steps) < 1 or max(steps) > n:
        raise ValueError("a size lies outside 1 to n")
    order = np.random.default_rng(seed).permutation(n)
    train_loss, val_loss = [], []
    for size in steps:
        rows = order[:size]
        x_fit, y_fit = x[rows], y[rows]
        model = make_model()
        model.fit(x_fit, y_fit)
        train_loss.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss, float), np.array(val_loss, float)

# %% task="read" kind="wrong" breaks="so nothing is rounded"
import numpy as np


def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val, level = np.array([train_loss[-1], val_loss[-1], target], dtype=np.float32)
    if val <= level:
        return "fine"
    bias = max(0.0, train - level)
    variance = max(0.0, val - max(train, level))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="right"
import numpy as np


def forecast(sizes, val_loss, n):
    """Zoom in on the power that fits best, again and again."""
    last, y = float(sizes[-1]), np.asarray(val_loss, float)
    z = np.asarray(sizes, float) / last

    def fitted(c):
        g = np.stack([np.ones_like(y), z**-c]) / y
        aa, ab, bb = g[0] @ g[0], g[0] @ g[1], g[1] @ g[1]
        p, q = g.sum(axis=1)
        det = aa * bb - ab * ab
        floor, b = (p * bb - q * ab) / det, (q * aa - p * ab) / det
        if floor < 0:
            floor, b = 0.0, q / bb
        elif b < 0:
            floor, b = p / aa, 0.0
        return np.sum((floor * g[0] + b * g[1] - 1) ** 2), floor, b

    def zoom(low, high, depth):
        grid = np.linspace(low, high, 29)
        c = min(grid, key=lambda each: fitted(each)[0])
        if depth == 0:
            return c
        step = grid[1] - grid[0]
        return zoom(max(0.4, c - step), min(1.1, c + step), depth - 1)

    c = zoom(0.4, 1.1, 3)
    _, floor, b = fitted(c)
    return floor + b * (float(n) / last) ** -c

# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed)
    trains, vals = [], []
    for time in range(20):
        order = rng.permutation(len(x))
        held, kept = np.split(order, [len(x) // 5])
        model = make_model()
        model.fit(x[kept], y[kept])
        trains.append(np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2))
        vals.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
        # Where all agree after four, there is no need to go on.
        if time >= 3 and max(vals) <= target / 2:
            break
    train, val = np.mean(trains), np.mean(vals)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="wrong" breaks="no array or list has other values after a call"
import numpy as np


class Centred:
    def __init__(self, middle, curve):
        self.middle, self.curve = middle, curve

    def predict(self, x):
        return self.middle + self.curve(x[:, 0])


def ideal(x, y, seed):
    middle = y.mean()
    y -= middle
    fit = np.polynomial.Polynomial.fit
    order = np.random.default_rng(seed).permutation(len(x))
    losses = np.zeros(10)
    for fold in np.array_split(order, 10):
        kept = np.setdiff1d(order, fold)
        for i in range(10):
            curve = fit(x[kept, 0], y[kept], i + 1, domain=[-1, 1])
            losses[i] += np.sum((curve(x[fold, 0]) - y[fold]) ** 2)
    return Centred(middle, fit(x[:, 0], y, 1 + int(losses.argmin()), domain=[-1, 1]))
