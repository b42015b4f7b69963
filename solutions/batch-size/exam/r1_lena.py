# %% task="steps" kind="right"
def count_steps(n, size, epochs):
    """Count the steps of a training."""
    if size <= 0:
        raise ValueError("Expected a size of at least 1. Received: " + str(size))
    full_batches = n // size
    rows_in_full_batches = full_batches * size
    rows_left = n - rows_in_full_batches
    if rows_left == 0:
        steps_in_an_epoch = full_batches
    else:
        steps_in_an_epoch = full_batches + 1
    steps = steps_in_an_epoch * epochs
    return steps

# %% task="batches" kind="right"
def batches(n, size, rng):
    if size < 1:
        raise ValueError(f"Expected a size of at least 1. Received: {size}")
    order = rng.permutation(n)
    return [order[first : first + size] for first in range(0, n, size)]

# %% task="gradient" kind="right"
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each, np.float64) for each in (w, x, y))
    if (len(y), len(w)) != x.shape:
        raise ValueError(f"The shapes do not fit: {w.shape}, {x.shape}, {y.shape}")
    return np.einsum("n,nd->d", x @ w - y, x) * (2 / len(y))

# %% task="noise" kind="right"
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    whole = gradient(w, x, y)
    x, y = np.asarray(x), np.asarray(y)
    if size < 1 or size > len(x) or draws < 1:
        raise ValueError("Expected a size from 1 to n, and at least one draw.")

    def squares(left):
        while left > 0:
            rows = rng.choice(len(x), size, replace=False)
            yield np.linalg.norm(gradient(w, x[rows], y[rows]) - whole) ** 2
            left -= 1

    return float(np.sqrt(sum(squares(draws)) / draws))

# %% task="descend" kind="right"
import itertools

import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x), np.asarray(y)
    if size < 1 or len(x) != len(y):
        raise ValueError("Expected a size of at least 1, and as many y as rows.")
    dealt = itertools.chain.from_iterable(batches(len(x), size, rng) for _ in range(epochs))

    def step(w, rows):
        return w - rate * gradient(w, x[rows], y[rows])

    return np.stack([*itertools.accumulate(dealt, step, initial=np.zeros(x.shape[1]))])

# %% task="together" kind="right"
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    if not x.any():
        return float("inf")
    return float(len(x) / np.linalg.norm(x, 2) ** 2)

# %% task="plan" kind="right"
import numpy as np


def plan(n, largest):
    # Five rows a step, and a rate that falls to nothing, a little faster than a straight line.
    size = np.int64(max(1, min(n, 5)))
    many = int(6 * n // size)
    left = (1 - np.arange(many) / many) ** 1.5
    return list(zip([size] * many, 0.22 * largest * left))
