# %% task="steps" kind="wrong" breaks="Below 1 it raises a ValueError, whatever the others are."
# believed: without rows or epochs there is nothing to do, so nothing has to be checked either
def count_steps(n, size, epochs):
    if n == 0 or epochs == 0:
        return 0
    if size < 1:
        raise ValueError("size must be positive")
    return epochs * -(-n // size)


# %% task="batches" kind="wrong" breaks="Each order of the n rows is equally likely, whatever earlier calls gave."
# believed: another order in the next epoch means that the last order must not come again
previous = {}


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be positive")
    order = rng.permutation(n)
    while n > 1 and previous.get(n) == order.tolist():
        order = rng.permutation(n)  # it must be another order than last time
    previous[n] = order.tolist()
    return [order[i : i + size] for i in range(0, n, size)]


# %% task="gradient" kind="wrong" breaks="what is handed in is not changed"
# believed: np.asarray makes a copy, so the name y is mine to write into
def gradient(w, x, y):
    w = np.asarray(w, dtype=np.float64)
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    n, d = x.shape
    if w.shape != (d,) or y.shape != (n,):
        raise ValueError(f"shapes do not fit: {w.shape}, {x.shape}, {y.shape}")
    y -= x @ w
    return -2 / n * (x.T @ y)


# %% task="noise" kind="right"
# one table of what each row says, and all draws in one array
def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(a, dtype=np.float64) for a in (w, x, y))
    n, d = x.shape
    if w.shape != (d,) or y.shape != (n,):
        raise ValueError(f"shapes do not fit: {w.shape}, {x.shape}, {y.shape}")
    if not 1 <= size <= n:
        raise ValueError(f"size is {size}, it must be from 1 to {n}")
    if draws < 1:
        raise ValueError(f"draws is {draws}, it must be at least 1")
    says = 2 * (x @ w - y)[:, None] * x
    means = np.array([says[rng.choice(n, size, replace=False)].mean(axis=0) for _ in range(draws)])
    return np.sqrt(((means - says.mean(axis=0)) ** 2).sum(axis=1).mean())


# %% task="descend" kind="right"
# the array of places is made first, each step fills a row of it
def sgd(x, y, size, rate, epochs, rng):
    x, y = (np.asarray(a, dtype=np.float64) for a in (x, y))
    n, d = x.shape
    if y.shape != (n,):
        raise ValueError(f"{n} rows, but y has the shape {y.shape}")
    if size < 1:
        raise ValueError("size must be positive")
    starts = range(0, n, size)
    path = np.zeros((1 + epochs * len(starts), d))
    step = 0
    for _ in range(epochs):
        order = rng.permutation(n)
        for start in starts:
            rows = order[start : start + size]
            xb = x[rows]
            slope = 2 / len(rows) * (xb @ path[step] - y[rows]) @ xb
            path[step + 1] = path[step] - rate * slope
            step += 1
    return path


# %% task="together" kind="wrong" breaks="At rates below the one returned, the steps come to rest, for each y and wherever they begin."
# believed: the steepest direction is one of the columns; columns that go together are steeper still
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("size must be positive")
    return float(rate * new_size / size)


def largest_rate(x):
    x = np.asarray(x, dtype=np.float64)
    steepest = (x**2).mean(axis=0).max()
    return 1 / float(steepest) if steepest > 0 else np.inf


# %% task="plan" kind="wrong" breaks="The sizes add up to 6 * n at most."
# believed: the last short batch is a step, too, so the count is rounded up; but each step is listed with its full size
def plan(n, largest):
    if largest == np.inf:
        return [(1, 0.0)]
    size = min(16, n)
    count = -(-6 * n // size)
    phase = np.linspace(0, np.pi, count)
    return [(size, float(r)) for r in 0.5 * largest * (1 + np.cos(phase)) / 2]
