# %% task="sizes" kind="right"
import numpy as np


def sizes(n, k):
    if k < 1 or n.bit_length() <= k:
        raise ValueError(f"{n} rows are too few for {k} sizes")
    return np.array([n >> i for i in reversed(range(k))])

# %% task="curve" kind="wrong" breaks="drawn at"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("a size is out of range")
    # As many rows as the largest size needs, in a random order.
    order = np.random.default_rng(seed).permutation(int(sizes[-1]))
    train, val = np.empty(len(sizes)), np.empty(len(sizes))
    for i, size in enumerate(sizes):
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train[i] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        val[i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train, val

# %% task="read" kind="wrong" breaks="at least twice the second"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    bias = max(0.0, train - target)
    variance = max(0.0, val - max(train, target))
    if bias > 2 * variance:
        return "bias"
    if variance > 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="each forecast is off by at most 8 % of the true loss"
import numpy as np


def forecast(sizes, val_loss, n):
    # A straight line on two logarithmic axes.
    slope, height = np.polyfit(np.log(sizes), np.log(val_loss), 1)
    return float(np.exp(height + slope * np.log(n)))

# %% task="advise" kind="wrong" breaks="Each loss is then averaged over"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(15):
        order = rng.permutation(len(x))
        held, kept = np.split(order, [len(x) // 5])
        model = make_model()
        model.fit(x[kept], y[kept])
        losses.append([
            np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2) for rows in (kept, held)
        ])
    train, val = np.median(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="right"
import numpy as np


def ideal(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    folds = np.array_split(order, 10)
    fit = np.polynomial.Polynomial.fit
    column = x[:, 0]

    def held_out_loss(degree):
        total = 0.0
        for fold in folds:
            rest = np.ones(len(x), bool)
            rest[fold] = False
            curve = fit(column[rest], y[rest], degree, domain=[-1, 1])
            total += np.sum((curve(column[fold]) - y[fold]) ** 2)
        return total

    class Fitted:
        def __init__(self):
            self.curve = fit(column, y, min(range(1, 17), key=held_out_loss), domain=[-1, 1])

        def predict(self, x):
            return self.curve(x[:, 0])

    return Fitted()
