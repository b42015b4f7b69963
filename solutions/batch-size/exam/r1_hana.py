# %% task="steps" kind="wrong" breaks="(3.0 is none)"
import numpy as np


def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be positive")
    whole, rest = divmod(n, size)
    return whole * epochs + np.ceil(rest / size) * epochs

# %% task="batches" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
import numpy as np

_packs = {}


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    if n not in _packs:
        _packs[n] = np.arange(n)
    pack = _packs[n]  # the same pack of cards is shuffled again each time
    rng.shuffle(pack)
    return [pack[i : i + size] for i in range(0, n, size)]

# The label was `wrong`: it takes no tensors. Since then arrays that are handed in are those of NumPy.
# %% task="gradient" kind="right"
import numpy as np


def gradient(w, x, y):
    w, x, y = w.astype(np.float64), x.astype(np.float64), y.astype(np.float64)
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    return x.T @ (x @ w - y) * 2 / x.shape[0]

# %% task="noise" kind="wrong" breaks="what is handed in is not changed"
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each, dtype=np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if not 1 <= size <= len(x) or draws < 1:
        raise ValueError("size must be from 1 to n, draws at least 1")
    n = len(x)
    whole = 2 * x.T @ (x @ w - y) / n
    total = 0.0
    for _ in range(draws):
        order = rng.permutation(n)
        x[:], y[:] = x[order], y[order]
        top = 2 * x[:size].T @ (x[:size] @ w - y[:size]) / size
        total += np.sum((top - whole) ** 2)
    return np.sqrt(total / draws)

# %% task="descend" kind="wrong" breaks="step: rate times its gradient is taken away from the weights."
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
        for first in range(0, n, size):
            rows = order[first : first + size]
            pull = 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            length = np.linalg.norm(pull)
            if length > 1000:  # so that nothing bursts
                pull = pull * (1000 / length)
            w = w - rate * pull
            path.append(w)
    return np.array(path)

# %% task="together" kind="wrong" breaks="which is off by one part in a thousand at most."
import numpy as np


def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    steepest = np.linalg.svd(x, compute_uv=False).max() ** 2 / len(x)
    if steepest == 0:
        return float("inf")
    return round(float(1 / steepest), 6)

# %% task="plan" kind="wrong" breaks="The sizes add up to 6 * n at most."
import math


def plan(n, largest):
    # six pots of 256 rows
    size = min(8, n)
    steps = 192
    rate = 0.3 * largest
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
