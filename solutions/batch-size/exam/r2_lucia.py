# %% task="steps" kind="right"
# counts the places where a batch begins; a range needs no list
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return len(range(0, n, size)) * epochs


# %% task="batches" kind="right"
# from tables: each place gets the number of its batch, and a cut is where this number changes
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    shuffled = rng.permuted(np.arange(n))
    label = np.arange(n) // size
    if n == 0:
        return ()
    cuts = np.flatnonzero(np.diff(label)) + 1
    return tuple(np.split(shuffled, cuts))


# %% task="gradient" kind="right"
# from tables: a column of errors, multiplied into each column of x, then the mean of each column
def gradient(w, x, y):
    x = x.astype("float64")
    y = y.astype("float64")
    w = w.astype("float64")
    if len(w) != x.shape[1] or len(y) != x.shape[0]:
        raise ValueError("lengths differ")
    error = x.dot(w) - y
    return np.array([(2 * error * column).mean() for column in x.T])


# %% task="noise" kind="wrong" breaks="how many batches are drawn, an int. Below 1 it raises a ValueError."
# believed: nobody asks for no draws; only size needs a check
def gradient_noise(w, x, y, size, draws, rng):
    n = len(x)
    if size < 1 or size > n:
        raise ValueError("size must be from 1 to n")
    full = gradient(w, x, y)
    squared = []
    for _ in range(draws):
        rows = rng.choice(n, size=size, replace=False)
        squared.append(((gradient(w, x[rows], y[rows]) - full) ** 2).sum())
    return float(np.sqrt(np.mean(squared)))


# %% task="descend" kind="wrong" breaks="rows in a batch, an int; it may be larger than n. Below 1 it raises a ValueError."
# believed: batches refuses a bad size; with 0 epochs it is never asked
def sgd(x, y, size, rate, epochs, rng):
    n, d = x.shape
    if len(y) != n:
        raise ValueError("x and y differ in length")
    path = [np.zeros(d)]
    for _ in range(epochs):
        for rows in batches(n, size, rng):
            path.append(path[-1] - rate * gradient(path[-1], x[rows], y[rows]))
    return np.vstack(path)


# %% task="together" kind="wrong" breaks="rows in a batch before and after, ints. One below 1 raises a ValueError."
# believed: only the size that one divides by can do harm
def scaled_rate(rate, size, new_size):
    if size < 1:
        raise ValueError("size must be at least 1")
    return float(rate * new_size / size)


def largest_rate(x):
    x = x.astype("float64")
    if (x == 0).all():
        return np.inf
    second_moments = x.T.dot(x) / len(x)
    return 1 / np.linalg.eigvalsh(second_moments).max()


# %% task="plan" kind="wrong" breaks="The mean `excess` over 24 seeds is at most 0.022."
# believed: what is right for all rows is right for small batches if the rate is scaled with the size; then six epochs lead no farther than six steps
def plan(n, largest):
    if largest == np.inf:
        return [(1, 0.0)]
    size = min(8, n)
    rate = 0.9 * largest * size / n
    return [(size, rate)] * (6 * n // size)
