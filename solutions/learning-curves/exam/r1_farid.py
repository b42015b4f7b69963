# %% task="sizes" kind="wrong" breaks="just 2**k rows will do"
import numpy as np


def sizes(n, k):
    if k < 1 or n <= 2**k:
        raise ValueError("not enough rows")
    chosen = [n]
    while len(chosen) < k:
        chosen.insert(0, chosen[0] // 2)
    return np.array(chosen)

# %% task="curve" kind="wrong" breaks="Which rows are drawn depends on n, the sizes and the seed alone."
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng([seed, len(x), len(x_val)]).permutation(len(x))
    train_loss, val_loss = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        rows = np.sort(order[: int(size)])
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss[i] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        val_loss[i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train_loss, val_loss

# %% task="read" kind="wrong" breaks="Earlier ones may hold anything, even NaN."
import numpy as np


def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    curves = np.array([train_loss, val_loss], dtype=float)
    if not np.isfinite(curves).all():
        raise ValueError("a loss is no number")
    train, val = curves[:, -1]
    if val <= target:
        return "fine"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="Where each of seven losses is off by about 1 %, forecasts at eight times the last size are off by"
def forecast(sizes, val_loss, n):
    # Three unknowns: the last three points give them exactly.
    m0, m1, m2 = (float(size) / float(sizes[-1]) for size in sizes[-3:])
    y0, y1, y2 = (float(loss) for loss in val_loss[-3:])
    if y1 == y2 or y0 == y1:
        return y2
    low, high = 0.001, 10.0
    for _ in range(200):
        c = (low + high) / 2
        steeper = (m0**-c - m1**-c) / (m1**-c - m2**-c)
        if steeper < (y0 - y1) / (y1 - y2):
            low = c
        else:
            high = c
    b = (y1 - y2) / (m1**-c - m2**-c)
    floor = y2 - b
    return floor + b * (float(n) / float(sizes[-1])) ** -c

# %% task="advise" kind="wrong" breaks="Two seeds hold out different"
import numpy as np


def advise(make_model, x, y, target, seed=None):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed or 1)
    losses = []
    for _ in range(12):
        order = rng.permutation(len(x))
        held, kept = np.split(order, [len(x) // 5])
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

# %% task="ideal" kind="right"
from types import SimpleNamespace

import numpy as np


def ideal(x, y, seed):
    """Ridge regression on bumps; the penalty is the one whose leave-one-out loss is lowest."""
    centres = np.linspace(-1.2, 1.2, 25)

    def bumps(x):
        return np.exp(-(((x - centres) / 0.3) ** 2) / 2)

    middle = y.mean()
    u, s, vt = np.linalg.svd(bumps(x), full_matrices=False)
    best = (np.inf, None)
    for penalty in 10.0 ** np.arange(-6, 3.1, 0.5):
        shrink = s**2 / (s**2 + penalty)
        hat = np.sum(u**2 * shrink, axis=1)
        off = (y - middle - u @ (shrink * (u.T @ (y - middle)))) / (1 - hat)
        weights = vt.T @ (shrink / s * (u.T @ (y - middle)))
        best = min(best, (np.mean(off**2), weights), key=lambda pair: pair[0])
    weights = best[1]
    return SimpleNamespace(predict=lambda x: (bumps(x) @ weights + middle)[:, None])
