# %% task="steps" kind="wrong" breaks="It is exact for n and size up to 10**18."
import math


def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return math.ceil(n / size) * epochs

# %% task="batches" kind="wrong" breaks="Only the last one may have fewer"
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    if n == 0:
        return []
    return np.array_split(rng.permutation(n), -(-n // size))

# %% task="gradient" kind="wrong" breaks="Turn them into float64 first"
import numpy as np


def gradient(w, x, y):
    w, x, y = np.asarray(w), np.asarray(x), np.asarray(y)
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    errors = x @ w - y
    return 2.0 * (errors[:, None] * x).mean(axis=0).astype(np.float64)

# %% task="noise" kind="wrong" breaks="this is no epoch, and the next batch may hold the same rows again."
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
    squares, left = [], np.arange(0)
    for _ in range(draws):
        if len(left) < size:
            left = rng.permutation(n)
        rows, left = left[:size], left[size:]
        squares.append(np.sum((pull(rows) - whole) ** 2))
    return np.sqrt(np.mean(squares))

# %% task="descend" kind="wrong" breaks="at the weights before this step"
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
        order = rng.permutation(n)
        errors = x @ w - y  # once for all rows: that is faster
        for first in range(0, n, size):
            rows = order[first : first + size]
            w = w - rate * 2 * x[rows].T @ errors[rows] / len(rows)
            path.append(w)
    return np.array(path)

# %% task="together" kind="wrong" breaks="So the rate times the number of steps in an epoch stays"
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    # noise falls with the root of the size
    return float(rate * (new_size / size) ** 0.5)


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    if not x.any():
        return float("inf")
    return float(len(x) / np.linalg.norm(x, 2) ** 2)

# %% task="plan" kind="wrong" breaks="That holds if all of x is multiplied by a number k above 0,"
import math


def plan(n, largest):
    size = min(8, n)
    steps = 6 * n // size
    rate = 0.12  # tried out: with this one it works best
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
