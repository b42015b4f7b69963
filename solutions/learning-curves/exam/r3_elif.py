# %% task="sizes" kind="wrong" breaks="writing into it changes no later result"
from functools import lru_cache


@lru_cache(maxsize=None)
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k is too small, or n is")
    result = np.empty(k, dtype=np.int64)
    for place in range(k - 1, -1, -1):
        result[place] = n
        n = n // 2
    return result


# %% task="curve" kind="right"
import random as python_random


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) - len(y) or len(x_val) - len(y_val) or any(not 1 <= s <= len(x) for s in sizes):
        raise ValueError("the lengths or the sizes do not fit")
    deck = python_random.Random(int(seed)).sample(range(len(x)), len(x))

    def square(a):
        return a * a

    def mark(pupil, a, b):
        said = np.asarray(pupil.predict(a), dtype=float).ravel()
        return sum(map(square, said.tolist() - np.asarray(b, dtype=float))) / len(b)

    def point(size):
        mine, pupil = deck[: int(size)], make_model()
        pupil.fit(x[mine], y[mine])
        return mark(pupil, x[mine], y[mine]), mark(pupil, np.array(x_val), y_val)

    return [np.array(curve, dtype=float) for curve in zip(*map(point, sizes))]


# %% task="read" kind="wrong" breaks="Earlier ones may hold anything, even NaN."
def read_curves(train_loss, val_loss, target):
    train = np.asarray(train_loss, dtype=float)
    val = np.asarray(val_loss, dtype=float)
    if train.shape != val.shape or train.size == 0:
        raise ValueError("curves must have the same length, and a point")
    if not (np.isfinite(train).all() and np.isfinite(val).all()):
        raise ValueError("a loss is no number")
    first = max(train[-1] - target, 0)
    second = max(val[-1] - max(train[-1], target), 0)
    if val[-1] <= target:
        return "fine"
    if first >= 2 * second:
        return "bias"
    return "variance" if second >= 2 * first else "both"


# %% task="forecast" kind="wrong" breaks="The same arguments give the same forecast"
def forecast(sizes, val_loss, n):
    m, told = np.array(sizes, dtype=float), np.array(val_loss, dtype=float)
    best = (np.inf, 0.0)
    # random search: 1000 powers
    for c in np.random.default_rng().uniform(0.4, 1.1, 1000):
        u, v = 1 / told, (m / m[0]) ** -c / told
        floor, b = np.linalg.lstsq(np.stack([u, v], axis=1), np.ones(len(m)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, v.sum() / (v @ v)
        if b < 0:
            floor, b = u.sum() / (u @ u), 0.0
        best = min(best, (np.sum((floor * u + b * v - 1) ** 2), floor + b * (n / m[0]) ** -c))
    return float(best[1])


# %% task="advise" kind="wrong" breaks="Each loss is then averaged over all hold-outs."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(20):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        for losses, rows in ((train, rest), (val, out)):
            losses.append(np.mean((np.asarray(model.predict(x[rows]), float).ravel() - y[rows]) ** 2))
    a, b = np.median(train), np.median(val)  # one unlucky hold-out should not decide
    if b <= target:
        return "stop"
    first, second = max(a - target, 0), max(b - max(a, target), 0)
    return "data" if second >= 2 * first else "model"


# %% task="ideal" kind="right"
def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    a = x[:, 0]
    splits = [np.split(rng.permutation(len(a)), [len(a) // 5]) for _ in range(10)]
    fit = np.polynomial.Polynomial.fit

    def exam(degree):
        return np.mean(
            [np.mean((fit(a[r], y[r], degree, domain=[-1, 1])(a[o]) - y[o]) ** 2) for o, r in splits]
        )

    class Chosen:
        degree = min(range(1, 13), key=exam)

        def __init__(self):
            self.curve = fit(a, y, self.degree, domain=[-1, 1])

        def predict(self, rows):
            return self.curve(np.asarray(rows)[:, 0])

    return Chosen()
