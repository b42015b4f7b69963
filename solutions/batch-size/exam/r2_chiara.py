# %% task="steps" kind="wrong" breaks="The next epoch begins with a new batch."
# believed: all epochs are one long row of n * epochs rows, and only its last batch is short
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size has to be 1 or more")
    rows = n * epochs
    return (rows + size - 1) // size


# %% task="batches" kind="wrong" breaks="Every random number comes from it, or from what it spawns"
# believed: random is random, np.random.permutation will do as well as rng
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size has to be 1 or more")
    order = np.random.permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]


# %% task="gradient" kind="wrong" breaks="The error is the mean over the n rows of (x @ w - y) ** 2"
# believed: a mean divides by how many numbers stand in the table, rows times columns
def gradient(w, x, y):
    w, x, y = (np.array(a, dtype=float) for a in (w, x, y))
    if x.shape != (len(y), len(w)):
        raise ValueError("shapes do not fit")
    said = 2 * (x @ w - y)[:, np.newaxis] * x
    return said.sum(axis=0) / said.size


# %% task="noise" kind="wrong" breaks="`rng` is a `numpy.random.Generator`. Every random number comes from it"
# believed: an experiment must be reproducible, so its generator is seeded inside
def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.array(a, dtype=float) for a in (w, x, y))
    n = len(x)
    if x.shape != (len(y), len(w)):
        raise ValueError("shapes do not fit")
    if not 1 <= size <= n or draws < 1:
        raise ValueError("size or draws out of range")
    rng = np.random.default_rng(0)  # reproducible
    said = 2 * (x @ w - y)[:, np.newaxis] * x
    total = 0
    for _ in range(draws):
        rows = rng.choice(n, size, replace=False)
        total += ((said[rows].mean(axis=0) - said.mean(axis=0)) ** 2).sum()
    return (total / draws) ** 0.5


# %% task="descend" kind="wrong" breaks="Each epoch deals its rows anew, as `batches` does."
# believed: a fresh random draw for each step is the same as dealing, as the three cooks do in the first experiment
def sgd(x, y, size, rate, epochs, rng):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    n = len(x)
    if len(y) != n:
        raise ValueError("x and y must have the same length")
    if size < 1:
        raise ValueError("size has to be 1 or more")
    w, path = np.zeros(x.shape[1]), [np.zeros(x.shape[1])]
    for _ in range(epochs):
        for done in range(0, n, size):
            rows = rng.choice(n, min(size, n - done), replace=False)
            w = w - rate * 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            path.append(w)
    return np.array(path)


# %% task="together" kind="wrong" breaks="Short steps that point the same way add up."
# believed: noise falls with the root of the size, so the rate grows with the root
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("size has to be 1 or more")
    return float(rate * np.sqrt(new_size / size))


def largest_rate(x):
    x = np.array(x, dtype=float)
    top = np.linalg.eigvalsh(x.T @ x / len(x))[-1]
    return float(1 / top) if x.any() else np.inf


# %% task="plan" kind="wrong" breaks="That holds if all of x is multiplied by a number k above 0, too: `largest` is then divided by k * k."
# believed: a rate that was tuned once is a good number for these rows; `largest` is only a warning
def plan(n, largest):
    size = min(8, n)
    count = 6 * n // size
    return [(size, 0.1 * (1 - i / count)) for i in range(count)]
