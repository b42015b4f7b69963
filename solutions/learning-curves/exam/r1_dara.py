# %% task="sizes" kind="right"
import numpy as np


class Halver:
    """Walks down from n; a half that is no whole number is rounded up."""

    def __init__(self, start):
        self.now = start

    def __iter__(self):
        return self

    def __next__(self):
        given = self.now
        self.now = -(-given // 2)
        return given


def sizes(n, k):
    if k < 1:
        raise ValueError("k is below 1")
    needed = 1
    for _ in range(k):
        needed *= 2
        if needed > n:
            raise ValueError("fewer than 2**k rows")
    result = np.empty(k, dtype=np.int64)
    for place, size in zip(range(k - 1, -1, -1), Halver(n)):
        result[place] = size
    return result

# %% task="curve" kind="wrong" breaks="What `fit` returns is left"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        rows = order[: int(size)]
        model = make_model()
        # Some models give themselves back, others nothing.
        model = model.fit(x[rows], y[rows]) or model
        train[i] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        val[i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train, val

# %% task="read" kind="wrong" breaks="Only the last point of each curve counts."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train = float(train_loss[-1])
    # The best that was reached.
    val = float(min(val_loss))
    if val <= target:
        return "fine"
    bias = max(0.0, train - target)
    variance = max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="in any unit, from 1e-6 to 1e6"
import numpy as np


def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    best, answer = np.inf, y[-1]
    # Losses are rarely above 1.
    for floor in np.linspace(0, 1, 1001):
        if floor > y.min():
            break
        for c in np.linspace(0.4, 1.1, 36):
            power = (m / m[-1]) ** -c / y
            rest = 1 - floor / y
            b = max(0.0, rest @ power / (power @ power))
            error = np.sum((rest - b * power) ** 2)
            if error < best:
                best, answer = error, floor + b * (n / m[-1]) ** -c
    return float(answer)

# %% task="advise" kind="right"
import random

import numpy as np


def advise(make_model, x, y, target, seed):
    n = len(y)
    if len(x) != n:
        raise ValueError("as many answers as rows, please")
    dice = random.Random(seed)
    total_train = total_val = 0.0
    times = 16

    def loss(model, rows):
        total = 0.0
        for said, answer in zip(np.ravel(model.predict(x[rows])).tolist(), y[rows].tolist()):
            total += (said - answer) ** 2
        return total / len(rows)

    for _ in range(times):
        held = set(dice.sample(range(n), n // 4))
        kept = [row for row in range(n) if row not in held]
        pupil = make_model()
        pupil.fit(x[kept], y[kept])
        total_train += loss(pupil, kept)
        total_val += loss(pupil, sorted(held))
    train, val = total_train / times, total_val / times
    if val <= target:
        return "stop"
    if train <= target:
        return "data"
    return "data" if val - train >= 2 * (train - target) else "model"

# %% task="ideal" kind="wrong" breaks="may be sorted"
import numpy as np


class Curve:
    def __init__(self, x, y, degree):
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, degree, domain=[-1, 1])

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    cut = len(x) * 4 // 5
    models = [Curve(x[:cut], y[:cut], degree) for degree in range(1, 11)]
    return min(models, key=lambda model: np.mean((model.predict(x[cut:]) - y[cut:]) ** 2))
