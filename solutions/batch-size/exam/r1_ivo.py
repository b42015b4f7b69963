# %% task="steps" kind="wrong" breaks="Each batch is one step."
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be positive")
    # the full ones, and then what is left at the bottom
    return (n // size + 1) * epochs

# %% task="batches" kind="wrong" breaks="Each order of the n rows is equally"
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    if n == 0:
        return []
    # each row draws a number, and they line up by it
    drawn = rng.integers(n, size=n)
    order = np.argsort(drawn, kind="stable")
    return [order[i : i + size] for i in range(0, n, size)]

# %% task="gradient" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
import numpy as np

_known = {}


def gradient(w, x, y):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    key = (x.shape, w.tobytes(), x.tobytes(), y.tobytes())
    if key not in _known:
        if len(_known) > 100:
            _known.clear()
        _known[key] = 2 * (x @ w - y) @ x / len(x)
    return _known[key]

# %% task="noise" kind="wrong" breaks="All sets of `size` rows are equally likely, whatever"
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if not 1 <= size <= len(x):
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")

    def pull(rows):
        return 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)

    n = len(x)
    whole = pull(np.arange(n))
    order, total = np.arange(n), 0.0
    for _ in range(draws):
        total += np.sum((pull(order[:size]) - whole) ** 2)
        rng.shuffle(order)
    return np.sqrt(total / draws)

# %% task="descend" kind="wrong" breaks="order, or the same rows would always speak together"
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x).astype(np.float64), np.asarray(y).astype(np.float64)
    if y.shape != (len(x),):
        raise ValueError("x and y do not fit together")
    if size < 1:
        raise ValueError("size must be at least 1")
    n, d = x.shape
    order = rng.permutation(n)
    full = n // size
    dealt = [order[i : i + size] for i in range(0, n, size)]
    w = np.zeros(d)
    path = [w]
    for _ in range(epochs):
        # the full batches in a new order, and then the short one
        for which in [*rng.permutation(full), *range(full, len(dealt))]:
            rows = dealt[which]
            w = w - rate * 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            path.append(w)
    return np.array(path)

# %% task="together" kind="wrong" breaks="There may be fewer rows than columns, and equal columns."
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    if not x.any():
        return float("inf")
    # the narrowest direction of the inverse is the steepest one of the bowl
    return float(np.linalg.eigvalsh(np.linalg.inv(x.T @ x / len(x)))[0])

# %% task="plan" kind="wrong" breaks="same plan."
import math
import random


def plan(n, largest):
    size = min(8, n)
    steps = 6 * n // size
    rate = 0.3 * largest * random.uniform(0.97, 1.03)
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
