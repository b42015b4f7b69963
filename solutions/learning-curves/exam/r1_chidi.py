# %% task="sizes" kind="right"
import keras
import numpy as np


def sizes(n, k):
    if not (k >= 1 and n >= 2**k):
        raise ValueError((n, k))
    halves = np.rint(n / 2.0 ** np.arange(k - 1, -1, -1)).astype("int64")
    return keras.ops.convert_to_tensor(halves, dtype="int64")

# %% task="curve" kind="wrong" breaks="each is as likely as any other"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    rng = np.random.default_rng(seed)
    order = list(range(len(x)))
    # Shuffle by swapping each place with an earlier one.
    for i in range(len(order) - 1, 0, -1):
        j = int(rng.integers(i))
        order[i], order[j] = order[j], order[i]
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss, float), np.array(val_loss, float)

# %% task="read" kind="wrong" breaks="there is no tolerance"
import numpy as np


def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    # Floats are never quite equal.
    if val <= target or np.isclose(val, target):
        return "fine"
    bias = max(0.0, train - target)
    variance = max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="no array or list has other values after a call"
import numpy as np


def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    y = np.asarray(val_loss, dtype=float)
    unit = y[-1].copy()
    y /= unit
    best, answer = np.inf, 1.0
    for c in np.linspace(0.4, 1.1, 141):
        g = np.stack([np.ones(len(y)), (m / m[-1]) ** -c], axis=1) / y[:, None]
        floor, b = np.linalg.lstsq(g, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, g[:, 1].sum() / (g[:, 1] @ g[:, 1])
        if b < 0:
            floor, b = g[:, 0].sum() / (g[:, 0] @ g[:, 0]), 0.0
        error = np.sum((g @ [floor, b] - 1) ** 2)
        if error < best:
            best, answer = error, floor + b * (n / m[-1]) ** -c
    return float(unit * answer)

# %% task="advise" kind="wrong" breaks="applied to the two mean losses, decides"
from collections import Counter

import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed)
    votes = Counter()
    for _ in range(15):
        order = rng.permutation(len(x))
        held, kept = np.split(order, [len(x) // 5])
        model = make_model()
        model.fit(x[kept], y[kept])
        train = np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2)
        val = np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2)
        bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
        if val <= target:
            votes["stop"] += 1
        else:
            votes["data" if variance >= 2 * bias else "model"] += 1
    return votes.most_common(1)[0][0]

# %% task="ideal" kind="wrong" breaks="It exceeds the loss on the rows of x by at most 0.35 times that variance."
import numpy as np


class Waves:
    """The best weights for a number of cosine waves."""

    def __init__(self, count):
        self.count = count

    def columns(self, x):
        return np.cos(np.pi / 2.2 * (x + 1.1) * np.arange(self.count))

    def fit(self, x, y):
        self.weights = np.linalg.lstsq(self.columns(x), y, rcond=1e-6)[0]
        return self

    def predict(self, x):
        return self.columns(x) @ self.weights


def ideal(x, y, seed):
    models = [Waves(count).fit(x, y) for count in (4, 8, 16, 32, 64, 128)]
    # The one that comes nearest to the rows.
    return min(models, key=lambda model: np.mean((model.predict(x) - y) ** 2))
