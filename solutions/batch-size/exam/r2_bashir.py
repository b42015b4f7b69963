# %% task="steps" kind="wrong" breaks="Each batch is one step."
# believed: there is always a short batch at the end, even where size divides n
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("a batch needs at least one row")
    stepsPerEpoch = n // size + 1
    return stepsPerEpoch * epochs


# %% task="batches" kind="wrong" breaks="Each order of the n rows is equally likely"
# believed: to shuffle, swap each card with any other card of the whole pack
def batches(n, size, rng):
    if size < 1:
        raise ValueError("a batch needs at least one row")
    cards = np.arange(n)
    for i in range(n):
        j = rng.integers(n)
        cards[i], cards[j] = cards[j], cards[i]
    result = []
    for start in range(0, n, size):
        result.append(cards[start : start + size])
    return result


# %% task="gradient" kind="wrong" breaks="compute in float64: results are right to nine digits"
# believed: float32 is what neural networks use, so it is precise enough; the result is float64 in the end
def gradient(w, x, y):
    w = np.asarray(w, dtype=np.float32)
    x = np.asarray(x, dtype=np.float32)
    y = np.asarray(y, dtype=np.float32)
    if x.shape[0] != y.shape[0]:
        raise ValueError("x and y have different lengths")
    if x.shape[1] != w.shape[0]:
        raise ValueError("x and w have different lengths")
    error = x @ w - y
    result = 2 * (x.T @ error) / x.shape[0]
    return result.astype(np.float64)


# %% task="noise" kind="wrong" breaks="All sets of `size` rows are equally likely"
# believed: a random place in the file, and the rows that follow there, are a random batch
def gradient_noise(w, x, y, size, draws, rng):
    w = np.asarray(w, dtype=np.float64)
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    n = x.shape[0]
    if n != y.shape[0] or x.shape[1] != w.shape[0]:
        raise ValueError("lengths do not fit")
    if not 1 <= size <= n:
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    pulls = 2 * (x @ w - y)[:, None] * x
    full = pulls.mean(axis=0)
    total = 0.0
    for _ in range(draws):
        start = rng.integers(0, n - size + 1)
        difference = pulls[start : start + size].mean(axis=0) - full
        total += difference @ difference
    return float(np.sqrt(total / draws))


# %% task="descend" kind="wrong" breaks="Returns an array of shape (number of steps + 1, d), float64"
# believed: the weights are numbers of the same type as x, so their array gets x's dtype
def sgd(x, y, size, rate, epochs, rng):
    n, d = x.shape
    if y.shape[0] != n:
        raise ValueError("x and y have different lengths")
    if size < 1:
        raise ValueError("a batch needs at least one row")
    steps = epochs * ((n + size - 1) // size)
    path = np.zeros((steps + 1, d), dtype=x.dtype)
    x = x.astype(np.float64)
    y = y.astype(np.float64)
    step = 0
    for epoch in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, size):
            rows = order[start : start + size]
            w = path[step]
            g = 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            path[step + 1] = w - rate * g
            step += 1
    return path


# %% task="together" kind="wrong" breaks="So the rate times the number of steps in an epoch stays the same."
# believed: a larger batch needs a smaller rate, rate times size stays the same
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch needs at least one row")
    return float(rate * size / new_size)


def largest_rate(x):
    x = np.asarray(x, dtype=np.float64)
    steepest = np.linalg.svd(x, compute_uv=False)[0] ** 2 / x.shape[0]
    if steepest == 0:
        return float("inf")
    return float(1 / steepest)


# %% task="plan" kind="right"
# Labelled wrong: rows of zeros have an infinite `largest`. The notebook left that open, and says now that it is finite.
# believed: largest is an ordinary number; overlooked that largest_rate is infinite for an x of zeros
import math


def plan(n, largest):
    size = min(4, n)
    count = 6 * n // size
    steps = []
    for i in range(count):
        share = 0.15 * 0.5 * (1 + math.cos(math.pi * i / count))
        steps.append((size, share * largest))
    return steps
