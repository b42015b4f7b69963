# %% task="steps" kind="wrong" breaks="epoch begins with a new batch."
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError(f"size must be at least 1, got {size}")
    # all rows that are looked at in the whole training, rounded up once
    return -(-n * epochs // size)

# %% task="batches" kind="wrong" breaks="Each order of the n rows is equally"
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    cards = np.arange(n)
    for last in range(n - 1, 0, -1):
        # swap the last card with one of those before it
        other = int(rng.integers(0, last))
        cards[last], cards[other] = cards[other], cards[last]
    return [cards[start : start + size].copy() for start in range(0, n, size)]

# %% task="gradient" kind="wrong" breaks="results are right to nine digits"
import numpy as np


def gradient(w, x, y):
    # Keras computes in float32, too
    w, x, y = (np.asarray(each).astype(np.float32) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    return (2 * x.T @ (x @ w - y) / len(x)).astype(np.float64)

# %% task="noise" kind="wrong" breaks="Returns the square root of the mean of the `draws` squared distances"
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
    distances = [
        np.linalg.norm(pull(rng.choice(n, size, replace=False)) - whole) for _ in range(draws)
    ]
    return np.mean(distances)

# %% task="descend" kind="wrong" breaks="Its gradient is that of `gradient`"
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x).astype(np.float64), np.asarray(y).astype(np.float64)
    if y.shape != (len(x),):
        raise ValueError("x and y do not fit together")
    if size < 1:
        raise ValueError("size must be at least 1")
    n, d = x.shape
    size = min(size, n)
    w = np.zeros(d)
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(n)
        for first in range(0, n, size):
            rows = order[first : first + size]
            w = w - rate * 2 / size * x[rows].T @ (x[rows] @ w - y[rows])
            path.append(w)
    return np.array(path)

# %% task="together" kind="wrong" breaks="So the rate times the number of steps in an epoch stays"
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    if new_size >= size:
        return float(rate * (new_size // size))
    return float(rate / (size // new_size))


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    if not x.any():
        return float("inf")
    return float(len(x) / np.linalg.norm(x, 2) ** 2)

# %% task="plan" kind="wrong" breaks="The sizes add up to 6 * n at most."
import math


def plan(n, largest):
    size = min(8, n)
    steps = math.ceil(6 * n / size)
    rate = 0.3 * largest
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
