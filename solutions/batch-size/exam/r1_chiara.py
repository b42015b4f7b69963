# %% task="steps" kind="wrong" breaks="Below 1 it raises a ValueError, whatever"
def count_steps(n, size, epochs):
    if n == 0 or epochs == 0:
        return 0
    if size < 1:
        raise ValueError("a batch needs at least one row")
    full, rest = divmod(n, size)
    return (full + (rest > 0)) * epochs

# %% task="batches" kind="wrong" breaks="Each order of the n rows is equally"
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = list(range(n))
    for i in range(n):
        j = int(rng.integers(n))
        order[i], order[j] = order[j], order[i]
    return [np.array(order[i : i + size]) for i in range(0, n, size)]

# %% task="gradient" kind="wrong" breaks="or a w of length 1 for several columns."
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if len(x) != len(y):
        raise ValueError("x and y have other lengths")
    errors = (x * w).sum(axis=1) - y
    return 2 * (x * errors[:, None]).mean(axis=0)

# %% task="noise" kind="wrong" breaks="is measured on the batches that were drawn, not computed by a formula."
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if not 1 <= size <= len(x):
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    n = len(x)
    pulls = 2 * x * (x @ w - y)[:, None]
    if n == 1:
        return 0.0
    spread = np.sum((pulls - pulls.mean(axis=0)) ** 2) / (n - 1)
    # exact, without any luck: with the correction for a draw without putting back
    return float(np.sqrt(spread / size * (1 - size / n)))

# %% task="descend" kind="wrong" breaks="Each epoch deals its rows anew, as `batches` does."
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x).astype(np.float64), np.asarray(y).astype(np.float64)
    if y.shape != (len(x),):
        raise ValueError("x and y do not fit together")
    if size < 1:
        raise ValueError("size must be at least 1")
    n, d = x.shape
    w = np.zeros(d)
    path = [w]
    for _ in range(epochs):
        left = n
        while left > 0:
            rows = rng.choice(n, min(size, left), replace=False)
            w = w - rate * 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            path.append(w)
            left -= size
    return np.array(path)

# %% task="together" kind="wrong" breaks="rows in a batch before and after, ints. One below 1 raises a ValueError."
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1:
        raise ValueError("size must be at least 1")
    return float(rate * new_size / size)


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    if not x.any():
        return float("inf")
    return float(len(x) / np.linalg.norm(x, 2) ** 2)

# %% task="plan" kind="wrong" breaks="A size is an int from 1 to n"
import math


def plan(n, largest):
    size = 8
    steps = max(1, 6 * n // size)
    rate = 0.3 * largest
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
