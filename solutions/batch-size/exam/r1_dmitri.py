# %% task="steps" kind="wrong" breaks="It is exact for n and size up to 10**18."
import numpy as np


def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size < 1")
    # integers, so that nothing is rounded
    n, size, epochs = np.array([n, size, epochs], dtype=np.int64)
    return (n + size - 1) // size * epochs

# %% task="batches" kind="wrong" breaks="Read one batch after the other, the rows are in a random order."
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(n)
    # which rows are together is random; inside a batch the order does not matter
    return [np.sort(order[i : i + size]) for i in range(0, n, size)]

# %% task="gradient" kind="wrong" breaks="Other lengths raise a ValueError"
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if len(y) == 1 and len(x) > 1:
        raise ValueError("one y for several rows")
    if len(w) != x.shape[1]:
        raise ValueError("one weight for each column")
    errors = x @ w - y
    return np.mean(2 * errors[:, None] * x, axis=0)

# %% task="noise" kind="wrong" breaks="distance is the Euclidean length of its gradient minus that of all rows."
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
    differences = np.array([pull(rng.choice(n, size, replace=False)) - whole for _ in range(draws)])
    return np.sqrt(np.mean(differences**2))

# %% task="descend" kind="wrong" breaks="Returns an array of shape (number of steps + 1, d), float64"
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    kind = np.asarray(x).dtype
    x, y = np.asarray(x).astype(np.float64), np.asarray(y).astype(np.float64)
    if y.shape != (len(x),):
        raise ValueError("x and y do not fit together")
    if size < 1:
        raise ValueError("size must be at least 1")
    n, d = x.shape
    steps = -(-n // size) * epochs
    path = np.zeros((steps + 1, d), dtype=kind)
    step = 0
    for _ in range(epochs):
        order = rng.permutation(n)
        for first in range(0, n, size):
            rows = order[first : first + size]
            pull = 2 * x[rows].T @ (x[rows] @ path[step] - y[rows]) / len(rows)
            path[step + 1] = path[step] - rate * pull
            step += 1
    return path

# %% task="together" kind="wrong" breaks="Returns a float, of Python or NumPy."
import numpy as np


def scaled_rate(rate, size, new_size):
    if min(size, new_size) < 1:
        raise ValueError("sizes must be at least 1")
    if size == new_size:
        return rate
    return rate * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    if not x.any():
        return float("inf")
    return float(len(x) / np.linalg.norm(x, 2) ** 2)

# %% task="plan" kind="wrong" breaks="their order, and at least one."
import math


def plan(n, largest):
    size = min(8, n)
    steps = 6 * n // 8
    rate = 0.3 * largest
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
