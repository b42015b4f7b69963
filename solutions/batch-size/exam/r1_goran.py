# %% task="steps" kind="wrong" breaks="n:      number of rows, an int, at least 0."
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be positive")
    # every epoch has at least one batch
    return max(1, (n + size - 1) // size) * epochs

# %% task="batches" kind="wrong" breaks="likely, whatever earlier calls gave."
import numpy as np

_last_order = {}


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(n)
    # in the next epoch they are dealt in another order
    while n > 1 and n in _last_order and np.array_equal(order, _last_order[n]):
        order = rng.permutation(n)
    _last_order[n] = order.copy()
    return [order[i : i + size] for i in range(0, n, size)]

# %% task="gradient" kind="wrong" breaks="results are right to nine digits"
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")

    def error(weights):
        return np.mean((x @ weights - y) ** 2)

    tiny = 1e-6
    slopes = [(error(w + tiny * one) - error(w)) / tiny for one in np.eye(len(w))]
    return np.array(slopes)

# %% task="noise" kind="wrong" breaks="was drawn before: this is no epoch, and the next batch may hold the same rows again."
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
    squares, before = [], None
    while len(squares) < draws:
        rows = np.sort(rng.choice(n, size, replace=False))
        # the same batch again would tell nothing new
        if size < n and before is not None and np.array_equal(rows, before):
            continue
        before = rows
        squares.append(((pull(rows) - whole) ** 2).sum())
    return np.sqrt(np.mean(squares))

# %% task="descend" kind="wrong" breaks="the zeros, then the weights after"
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
        start = w
        order = rng.permutation(n)
        for first in range(0, n, size):
            rows = order[first : first + size]
            w = w - rate * 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            path.append(w)
        if np.array_equal(w, start):
            break  # at rest: nothing will change any more
    return np.array(path)

# %% task="together" kind="wrong" breaks="are not 0 are between 1e-6 and 1e6 in size."
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    steepest = np.linalg.eigvalsh(x.T @ x / len(x))[-1]
    if np.isclose(steepest, 0):
        return float("inf")
    return float(1 / steepest)

# %% task="plan" kind="wrong" breaks="That holds if all of x is multiplied by a number k above 0,"
import math


def plan(n, largest):
    size = min(8, n)
    steps = 6 * n // size
    rate = min(0.3 * largest, 0.5)  # nobody takes a rate above that
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
