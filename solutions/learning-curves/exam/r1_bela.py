# %% task="sizes" kind="right"
import numpy as np


def sizes(n, k):
    def chain(last, left):
        # Two thirds, rounded down: the step is 1.5 or a little more.
        return ([] if left == 1 else chain(last * 2 // 3, left - 1)) + [last]

    if k < 1:
        raise ValueError("at least one size, please")
    if n < 2**k:
        raise ValueError("too few rows")
    return np.asarray(chain(n, k), dtype=np.int64)

# %% task="curve" kind="wrong" breaks="`predict` gives one number for each row, in an array of shape (rows,)"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    def loss(model, rows, answers):
        return np.mean((np.asarray(model.predict(rows)) - answers[:, None]) ** 2)

    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    pairs = []
    for size in sizes:
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        pairs.append((loss(model, x[rows], y[rows]), loss(model, x_val, y_val)))
    train, val = np.array(pairs, float).T
    return train.copy(), val.copy()

# %% task="read" kind="wrong" breaks="whichever of these two is higher, or 0 if it does not."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    bias = max(0.0, train - target)
    gap = abs(val - max(train, target))
    if bias >= 2 * gap:
        return "bias"
    return "variance" if gap >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="rising, each 1.5 to 2.5 times the one before"
import numpy as np


def forecast(sizes, val_loss, n):
    y = np.array(val_loss, dtype=float)
    step = np.arange(len(y)) - (len(y) - 1.0)
    ahead = np.log2(n / sizes[-1])
    best, answer = np.inf, y[-1]
    for c in np.linspace(0.4, 1.1, 71):
        ratio = 2.0**-c
        g = np.stack([np.ones(len(y)), ratio**step], axis=1) / y[:, None]
        floor, b = np.linalg.lstsq(g, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, g[:, 1].sum() / (g[:, 1] @ g[:, 1])
        if b < 0:
            floor, b = g[:, 0].sum() / (g[:, 0] @ g[:, 0]), 0.0
        error = np.sum((g @ [floor, b] - 1) ** 2)
        if error < best:
            best, answer = error, floor + b * ratio**ahead
    return float(answer)

# %% task="advise" kind="right"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    order = np.random.default_rng(seed).permutation(len(x))
    losses = []
    for part in np.array_split(order, 10):
        others = np.setdiff1d(order, part)
        model = make_model()
        model.fit(x[others], y[others])
        losses.append([
            np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2) for rows in (others, part)
        ])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="wrong" breaks="whatever rows stand beside it"
import numpy as np


class Scaled:
    """A polynomial of standardised x."""

    def scale(self, x):
        return (x[:, 0] - x[:, 0].mean()) / (x[:, 0].std() + 1e-9)

    def fit(self, x, y, degree):
        self.weights = np.polyfit(self.scale(x), y, degree)
        return self

    def predict(self, x):
        return np.polyval(self.weights, self.scale(x))


def ideal(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    losses = {}
    for degree in range(1, 11):
        off = []
        for i in range(5):
            held, kept = order[i::5], np.delete(order, np.s_[i::5])
            model = Scaled().fit(x[kept], y[kept], degree)
            off.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        losses[degree] = np.mean(off)
    return Scaled().fit(x, y, min(losses, key=losses.get))
