# %% task="steps" kind="wrong" breaks="The last batch of an epoch may be short, and it is a step, too."
# believed: adding a half and cutting off rounds up
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size < 1")
    per_epoch = int(n / size + 0.5)
    return per_epoch * epochs


# %% task="batches" kind="wrong" breaks="No batch is empty"
# believed: after n // size full batches there is always one more; where size divides n it is empty
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size < 1")
    order = rng.permutation(n)
    dealt = []
    for k in range(n // size + 1):
        dealt.append(order[k * size : (k + 1) * size])
    return dealt


# %% task="gradient" kind="wrong" breaks="with at least one row and one column"
# believed: a y of length 1 is always the mistake that the text warns of; forgot that x may have one row
def gradient(w, x, y):
    w = w.astype("float64")
    x = x.astype("float64")
    y = y.astype("float64")
    if len(y) == 1 or len(x) != len(y):
        raise ValueError("y has the wrong length")
    if len(w) != x.shape[1]:
        raise ValueError("w has the wrong length")
    return 2 / len(x) * x.T @ (x @ w - y)


# %% task="noise" kind="wrong" breaks="It is measured on the batches that were drawn, not computed by a formula."
# believed: the exact expected value is better than a measurement of it
def gradient_noise(w, x, y, size, draws, rng):
    w = w.astype("float64")
    x = x.astype("float64")
    y = y.astype("float64")
    n = len(x)
    if len(y) != n or len(w) != x.shape[1]:
        raise ValueError("lengths do not fit")
    if size < 1 or size > n or draws < 1:
        raise ValueError("size or draws is not allowed")
    if size == n:
        return 0.0
    rows = 2 * (x @ w - y)[:, None] * x
    spread = np.mean(np.sum((rows - rows.mean(axis=0)) ** 2, axis=1))
    # variance of a mean, drawn without replacement
    return float(np.sqrt(spread / size * (n - size) / (n - 1)))


# %% task="descend" kind="wrong" breaks="rows in a batch, an int; it may be larger than n."
# believed: a batch cannot have more rows than there are, as in gradient_noise
def sgd(x, y, size, rate, epochs, rng):
    x = x.astype("float64")
    y = y.astype("float64")
    n, d = x.shape
    if len(y) != n:
        raise ValueError("y has the wrong length")
    if size < 1 or size > n:
        raise ValueError("size must be from 1 to n")
    w = np.zeros(d)
    path = [w.copy()]
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, size):
            rows = order[k : k + size]
            w -= rate * 2 / len(rows) * x[rows].T @ (x[rows] @ w - y[rows])
            path.append(w.copy())
    return np.array(path)


# %% task="together" kind="wrong" breaks="their numbers are float32, float64 or integers of any width, such as uint8"
# believed: x.T @ x of whole numbers is a whole number, so nothing can go wrong before the division
def scaled_rate(rate, size, new_size):
    if min(size, new_size) < 1:
        raise ValueError("size < 1")
    return float(rate) * new_size / size


def largest_rate(x):
    if not x.any():
        return float("inf")
    curvature = x.T @ x / x.shape[0]
    return float(1 / np.linalg.eigvalsh(curvature)[-1])


# %% task="plan" kind="wrong" breaks="A size is an int from 1 to n"
# believed: an eighth of the rows is at least one row; forgot pots of fewer than 8 rows
def plan(n, largest):
    if not np.isfinite(largest):
        largest = 0.0
    size = n // 8
    count = 6 * n // size
    rates = 0.7 * largest * (1 - np.arange(count) / count)
    return [(size, float(rate)) for rate in rates]
