# %% task="steps" kind="wrong" breaks="Returns a whole number, of Python or NumPy (3.0 is none)."
# believed: np.ceil gives a whole number, so it gives an int
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must not be below 1")
    full, rest = divmod(n, size)
    return epochs * (full + np.ceil(rest / size))


# %% task="batches" kind="wrong" breaks="Each order of the n rows is equally likely"
# believed: it is enough to stir each spoonful, after the rows were cut in the file's order
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must not be below 1")
    rows = np.arange(n)
    spoons = []
    for start in range(0, n, size):
        spoon = rows[start : start + size].copy()
        rng.shuffle(spoon)
        spoons.append(spoon)
    return spoons


# %% task="gradient" kind="wrong" breaks="or a w of length 1 for several columns"
# believed: only y must be checked by hand, NumPy complains about w by itself; but x * w stretches it
def gradient(w, x, y):
    w = np.asarray(w, dtype=np.float64)
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    if len(x) != len(y):
        raise ValueError("x and y do not fit together")
    guess = (x * w).sum(axis=1)
    off = guess - y
    return (2 * off.reshape(-1, 1) * x).mean(axis=0)


# %% task="noise" kind="wrong" breaks="rows in a batch, an int from 1 to n. Any other raises a ValueError."
# believed: only sizes below 1 are impossible; a slice past the end quietly gives all rows
def gradient_noise(w, x, y, size, draws, rng):
    w = np.asarray(w, dtype=np.float64)
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    if x.shape != (len(y), len(w)):
        raise ValueError("w, x and y do not fit together")
    if size < 1:
        raise ValueError("size must not be below 1")
    if draws < 1:
        raise ValueError("draws must not be below 1")

    def slope(rows):
        return (2 * (x[rows] @ w - y[rows]).reshape(-1, 1) * x[rows]).mean(axis=0)

    truth = slope(np.arange(len(x)))
    squares = []
    for _ in range(draws):
        rows = rng.permutation(len(x))[:size]
        squares.append(((slope(rows) - truth) ** 2).sum())
    return float(np.sqrt(np.mean(squares)))


# %% task="descend" kind="wrong" breaks="Each batch makes one step: rate times its gradient is taken away from the weights."
# believed: a walk must come to rest, so the rate has to fall from epoch to epoch
def sgd(x, y, size, rate, epochs, rng):
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    if len(x) != len(y):
        raise ValueError("x and y do not fit together")
    if size < 1:
        raise ValueError("size must not be below 1")
    w = np.zeros(x.shape[1])
    places = [w]
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        current = rate / (1 + epoch)
        for start in range(0, len(x), size):
            rows = order[start : start + size]
            slope = (2 * (x[rows] @ w - y[rows]).reshape(-1, 1) * x[rows]).mean(axis=0)
            w = w - current * slope
            places.append(w)
    return np.stack(places)


# %% task="together" kind="wrong" breaks="At rates below the one returned, the steps come to rest, for each y and wherever they begin. At rates above it they run away"
# believed: the steepness of all directions adds up, so the trace decides (with one column it is the same)
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("size must not be below 1")
    return float(rate * (new_size / size))


def largest_rate(x):
    x = np.asarray(x, dtype=np.float64)
    steepness = (x**2).sum() / len(x)
    if steepness == 0:
        return np.inf
    return float(1 / steepness)


# %% task="plan" kind="wrong" breaks="The mean `excess` over 24 seeds is at most 0.022."
# believed: first be sure of the direction with large batches, then do the fine work with small ones
def plan(n, largest):
    if largest == np.inf:
        return [(1, 0.0)]
    steps = []
    for size in [64, 16, 4]:
        size = min(size, n)
        for _ in range(2 * n // size):
            steps.append((size, 0.2 * largest))
    return steps
