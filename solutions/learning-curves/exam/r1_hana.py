# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError."
import numpy as np


def sizes(n, k):
    if not k or n < 2**k:
        raise ValueError("no size, or too few rows")
    return np.array([n >> i for i in range(k)][::-1], dtype=np.int64)

# %% task="curve" kind="wrong" breaks="holds each model's loss on all validation rows"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    def mse(model, a, b, batch=256):
        # In batches, so that large files fit into memory.
        parts = []
        for start in range(0, len(a), batch):
            said = np.ravel(model.predict(a[start : start + batch]))
            parts.append(np.mean((said - b[start : start + batch]) ** 2))
        return np.mean(parts)

    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss[i] = mse(model, x[rows], y[rows], batch=len(rows))
        val_loss[i] = mse(model, x_val, y_val)
    return train_loss, val_loss

# %% task="read" kind="right"
import numpy as np


class Reading:
    """Three heights, and what they mean."""

    def __init__(self, train, val, level):
        self.train, self.val, self.level = train, val, level

    @property
    def bias(self):
        return np.maximum(self.train - self.level, 0.0)

    @property
    def variance(self):
        return np.maximum(self.val - np.maximum(self.train, self.level), 0.0)

    def words(self):
        questions = {
            "fine": lambda: self.val <= self.level,
            "bias": lambda: self.bias >= 2 * self.variance,
            "variance": lambda: self.variance >= 2 * self.bias,
            "both": lambda: True,
        }
        return next(word for word, question in questions.items() if question())


def read_curves(train_loss, val_loss, target):
    lengths = {len(train_loss), len(val_loss)}
    if len(lengths) > 1 or 0 in lengths:
        raise ValueError(f"curves of {lengths} points")
    return Reading(*(np.float64(number) for number in (train_loss[-1], val_loss[-1], target))).words()

# %% task="forecast" kind="wrong" breaks="The same arguments give the same"
import numpy as np


def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    rng = np.random.default_rng()
    best, answer = np.inf, y[-1]
    # A random search needs no grid.
    for c in rng.uniform(0.4, 1.1, 400):
        g = np.stack([np.ones(len(y)), (m / m[-1]) ** -c], axis=1) / y[:, None]
        floor, b = np.linalg.lstsq(g, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, g[:, 1].sum() / (g[:, 1] @ g[:, 1])
        if b < 0:
            floor, b = g[:, 0].sum() / (g[:, 0] @ g[:, 0]), 0.0
        error = np.sum((g @ [floor, b] - 1) ** 2)
        if error < best:
            best, answer = error, floor + b * (n / m[-1]) ** -c
    return float(answer)

# %% task="advise" kind="wrong" breaks="is fitted once on all other rows"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed)
    n = len(x)
    losses = []
    for _ in range(20):
        # A bootstrap: the rows that were not drawn are held out.
        drawn = rng.integers(0, n, n)
        held = np.setdiff1d(np.arange(n), drawn)
        model = make_model()
        model.fit(x[drawn], y[drawn])
        losses.append([
            np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2) for rows in (drawn, held)
        ])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="wrong" breaks="It gives an array of shape (rows,) or (rows, 1)"
import numpy as np


class Column:
    def __init__(self, degree):
        self.degree = degree

    def fit(self, x, y):
        basis = np.polynomial.legendre.legvander(x[:, 0], self.degree)
        self.weights = np.linalg.lstsq(basis, y[:, None], rcond=None)[0]
        return self

    def predict(self, x):
        return np.squeeze(np.polynomial.legendre.legvander(x[:, 0], self.degree) @ self.weights)


def ideal(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    losses = []
    for degree in range(1, 11):
        total = 0.0
        for fold in np.array_split(order, 10):
            kept = np.setdiff1d(order, fold)
            model = Column(degree).fit(x[kept], y[kept])
            total += np.sum((model.predict(x[fold]) - y[fold]) ** 2)
        losses.append(total)
    return Column(1 + int(np.argmin(losses))).fit(x, y)
