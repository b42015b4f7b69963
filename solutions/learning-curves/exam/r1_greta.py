# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows"
import numpy as np


def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    smallest = n // 2 ** (k - 1)
    if smallest < 1:
        raise ValueError("a size without any row")
    return np.array([n // 2**i for i in range(k - 1, -1, -1)])

# %% task="curve" kind="wrong" breaks="x and y of different lengths raise a ValueError, x_val and y_val too"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if any(size < 1 or size > n for size in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(n)
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        # NumPy complains by itself where shapes do not match.
        train_loss.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="Curves of different lengths raise a ValueError"
def read_curves(train_loss, val_loss, target):
    pairs = list(zip(train_loss, val_loss))
    if not pairs:
        raise ValueError("no point")
    train, val = map(float, pairs[-1])
    if val <= target:
        return "fine"
    bias = max(0.0, train - target)
    variance = max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="right"
import numpy as np


def forecast(sizes, val_loss, n):
    m = [float(size) / float(sizes[-1]) for size in sizes]
    y = [float(loss) for loss in val_loss]
    ahead = float(n) / float(sizes[-1])
    best = None
    for c in np.linspace(0.4, 1.1, 561):
        # Relative errors: each row of the small system is divided by its loss.
        one = np.array([1 / loss for loss in y])
        power = np.array([size**-c / loss for size, loss in zip(m, y)])
        want = np.ones(len(y))
        tries = [
            (one @ want / (one @ one), 0.0),
            (0.0, power @ want / (power @ power)),
            tuple(np.linalg.lstsq(np.stack([one, power], axis=1), want, rcond=None)[0]),
        ]
        for floor, b in tries:
            if floor < 0 or b < 0:
                continue
            error = np.sum((floor * one + b * power - want) ** 2)
            if best is None or error < best[0]:
                best = error, floor + b * ahead**-c
    return float(best[1])

# %% task="advise" kind="wrong" breaks="if the mean validation loss is at most `target`"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed)
    trains, vals = [], []
    for _ in range(10):
        mask = np.zeros(len(x), bool)
        mask[rng.choice(len(x), len(x) // 5, replace=False)] = True
        model = make_model()
        model.fit(x[~mask], y[~mask])
        trains.append(np.mean((np.ravel(model.predict(x[~mask])) - y[~mask]) ** 2))
        vals.append(np.mean((np.ravel(model.predict(x[mask])) - y[mask]) ** 2))
    train, val = np.mean(trains), np.mean(vals)
    if val < target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "model"
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="wrong" breaks="its mean need not be near 0"
import numpy as np


class Powers:
    """Weights for x, x^2, x^3 and so on."""

    def __init__(self, degree):
        self.degree = degree

    def columns(self, x):
        return x ** np.arange(1, self.degree + 1)

    def fit(self, x, y):
        self.weights = np.linalg.lstsq(self.columns(x), y, rcond=None)[0]
        return self

    def predict(self, x):
        return self.columns(x) @ self.weights


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    splits = [np.split(rng.permutation(len(x)), [len(x) // 5]) for _ in range(10)]

    def loss(degree):
        return np.mean([
            np.mean((Powers(degree).fit(x[kept], y[kept]).predict(x[held]) - y[held]) ** 2)
            for held, kept in splits
        ])

    return Powers(min(range(1, 11), key=loss)).fit(x, y)
