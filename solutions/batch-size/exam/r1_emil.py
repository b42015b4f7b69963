# %% task="steps" kind="wrong" breaks="Below 1 it raises a ValueError, whatever"
def count_steps(n, size, epochs):
    if not size:
        raise ValueError("size must not be 0")
    return -(-n // size) * epochs

# %% task="batches" kind="wrong" breaks="and n = 0 gives none."
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    return np.split(rng.permutation(n), range(size, n, size))

# %% task="gradient" kind="wrong" breaks="stands in x twice counts twice."
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    # each row is asked once
    rows = np.unique(np.column_stack([x, y]), axis=0)
    x, y = rows[:, :-1], rows[:, -1]
    return 2 / len(x) * x.T @ (x @ w - y)

# %% task="noise" kind="wrong" breaks="rows in a batch, an int from 1 to n. Any other raises a ValueError."
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    if size < 1:
        raise ValueError("size must be at least 1")

    def pull(rows):
        return 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)

    n = len(x)
    whole = pull(np.arange(n))
    total = 0.0
    for _ in range(draws):
        rows = rng.permutation(n)[:size]
        total += np.sum((pull(rows) - whole) ** 2)
    return np.sqrt(total / draws)

# %% task="descend" kind="wrong" breaks="what is handed in is not changed"
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if y.shape != (len(x),):
        raise ValueError("x and y do not fit together")
    if size < 1:
        raise ValueError("size must be at least 1")
    n, d = x.shape
    w = np.zeros(d)
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(n)
        x[...] = x[order]
        y[...] = y[order]
        for first in range(0, n, size):
            part, tastes = x[first : first + size], y[first : first + size]
            w = w - rate * 2 * part.T @ (part @ w - tastes) / len(part)
            path.append(w)
    return np.array(path)

# %% task="together" kind="wrong" breaks="Returns a float, of Python or NumPy, which is off by one part in a thousand at most."
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    steepest = (x**2).sum() / len(x)
    return float(1 / steepest) if steepest > 0 else float("inf")

# %% task="plan" kind="wrong" breaks="`excess` over 24 seeds is at most 0.022."
def plan(n, largest):
    # The batches grow, and the rate that belongs to a batch grows with it.
    steps, left, size = [], 6 * n, min(4, n)
    while left >= size:
        many = max(1, n // size)
        for _ in range(many):
            if left >= size:
                steps.append((size, 0.0075 * largest * size))
                left -= size
        size = min(2 * size, 32, n)
    return steps
