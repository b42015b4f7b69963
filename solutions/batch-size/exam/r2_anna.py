# %% task="steps" kind="wrong" breaks="It is exact for n and size up to 10**18."
# believed: math.ceil rounds up exactly; overlooked that n / size is a float before it is rounded
import math


def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    return math.ceil(n / size) * epochs


# %% task="batches" kind="wrong" breaks="Each batch has `size` rows. Only the last one may have fewer: it holds what is left."
# believed: np.array_split cuts pieces of a given size; it cuts a given number of pieces, of nearly equal sizes
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    if n == 0:
        return []
    order = rng.permutation(n)
    number_of_batches = -(-n // size)
    return np.array_split(order, number_of_batches)


# %% task="gradient" kind="wrong" breaks="**Turn them into float64 first**, and compute in float64"
# believed: data are floats anyway, and NumPy looks after its numbers
def gradient(w, x, y):
    n, d = x.shape
    if w.shape != (d,) or y.shape != (n,):
        raise ValueError("lengths do not fit together")
    return 2 * x.T @ (x @ w - y) / n


# %% task="noise" kind="wrong" breaks="All sets of `size` rows are equally likely, whatever was drawn before"
# believed: one draw before the loop is a draw in each round of it
def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = w.astype(float), x.astype(float), y.astype(float)
    n, d = x.shape
    if w.shape != (d,) or y.shape != (n,):
        raise ValueError("lengths do not fit together")
    if size < 1 or size > n:
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")

    everything = 2 * x.T @ (x @ w - y) / n
    rows = rng.choice(n, size, replace=False)
    xb, yb = x[rows], y[rows]
    squared = []
    for _ in range(draws):
        one = 2 * xb.T @ (xb @ w - yb) / size
        squared.append(np.sum((one - everything) ** 2))
    return np.sqrt(np.mean(squared))


# %% task="descend" kind="wrong" breaks="Its gradient is that of `gradient` for the rows of this batch, at the weights before this step."
# believed: a batch always has `size` rows, so the mean is the sum divided by size, for a short batch, too
def sgd(x, y, size, rate, epochs, rng):
    x, y = x.astype(float), y.astype(float)
    n, d = x.shape
    if y.shape != (n,):
        raise ValueError("x and y need the same number of rows")
    if size < 1:
        raise ValueError("size must be at least 1")
    w = np.zeros(d)
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, size):
            rows = order[start : start + size]
            w = w - rate * 2 * x[rows].T @ (x[rows] @ w - y[rows]) / size
            path.append(w)
    return np.array(path)


# %% task="together" kind="wrong" breaks="So the rate times the number of steps in an epoch stays the same."
# believed: the gradient is a mean, so its length does not depend on the batch, and the rate need not either
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    # a batch takes the mean and not the sum, so nothing has to change
    return float(rate)


def largest_rate(x):
    x = x.astype(float)
    if np.all(x == 0):
        return np.inf
    hessian = 2 * x.T @ x / len(x)
    return 2 / np.linalg.eigvalsh(hessian).max()


# %% task="plan" kind="wrong" breaks="The mean `excess` over 24 seeds is at most 0.022."
# believed: a medium batch at a medium constant rate is the best of both worlds, nothing has to fall or grow
def plan(n, largest):
    if largest == np.inf:
        return [(1, 0.0)]
    size = min(32, n)
    return [(size, 0.3 * largest)] * (6 * n // size)
