# %% task="steps" kind="wrong" breaks="It may be larger than n."
def count_steps(n, size, epochs):
    if size < 1 or size > max(n, 1):
        raise ValueError("size must be between 1 and n")
    steps = n // size
    if n % size:
        steps += 1
    return steps * epochs

# %% task="batches" kind="wrong" breaks="Deal the row numbers 0 … n - 1 into the batches of one epoch."
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    # row numbers are small: this needs a quarter of the memory
    order = rng.permutation(n).astype(np.int16)
    return [order[i : i + size] for i in range(0, n, size)]

# %% task="gradient" kind="wrong" breaks="what is handed in is not changed"
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each, dtype=np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    errors = y
    errors -= x @ w
    return -2 * errors @ x / len(x)

# %% task="noise" kind="wrong" breaks="it moves on with each call"
import copy

import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if not 1 <= size <= len(x):
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    rng = copy.deepcopy(rng)  # what is handed in is not changed

    def pull(rows):
        return 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)

    n = len(x)
    whole = pull(np.arange(n))
    squares = [
        ((pull(rng.choice(n, size, replace=False)) - whole) ** 2).sum() for _ in range(draws)
    ]
    return float(np.mean(squares) ** 0.5)

# %% task="descend" kind="wrong" breaks="rows in a batch, an int; it may be larger than n. Below 1 it raises a ValueError."
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x).astype(np.float64), np.asarray(y).astype(np.float64)
    if y.shape != (len(x),):
        raise ValueError("x and y do not fit together")

    def deal():
        if size < 1:
            raise ValueError("size must be at least 1")
        order = rng.permutation(len(x))
        return [order[i : i + size] for i in range(0, len(x), size)]

    path = [np.zeros(x.shape[1])]
    for _ in range(epochs):
        for rows in deal():
            errors = x[rows] @ path[-1] - y[rows]
            path.append(path[-1] - rate * 2 * errors @ x[rows] / len(rows))
    return np.array(path)

# %% task="together" kind="wrong" breaks="steps come to rest, for each y and wherever they begin."
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    bowl = x.T @ x / len(x)
    direction, steepest = np.ones(x.shape[1]), 0.0
    for _ in range(5000):
        direction = bowl @ direction
        steepest = np.linalg.norm(direction)
        if steepest == 0:
            return float("inf")
        direction = direction / steepest
    return float(1 / steepest)

# %% task="plan" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
import functools
import math


@functools.lru_cache(maxsize=None)
def plan(n, largest):
    size = min(8, n)
    steps = 6 * n // size
    rate = 0.3 * largest
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
