# %% task="steps" kind="right"
# one line, whole numbers only
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size < 1")
    return epochs * -(-n // size)


# %% task="batches" kind="wrong" breaks="No batch is empty: a size above n gives one batch, and n = 0 gives none."
# believed: np.split of nothing is nothing; it is one empty piece
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size < 1")
    return np.split(rng.permutation(n), np.arange(size, n, size))


# %% task="gradient" kind="right"
# einsum does it all, and its letters refuse lengths that differ, except 1
def gradient(w, x, y):
    w, x, y = (np.asarray(a, np.float64) for a in (w, x, y))
    if (*y.shape, *w.shape) != x.shape:
        raise ValueError("shapes")
    return 2 * np.einsum("ij,i->j", x, np.einsum("ij,j->i", x, w) - y) / len(x)


# %% task="noise" kind="wrong" breaks="A batch's distance is the Euclidean length of its gradient minus that of all rows."
# believed: root mean square takes the mean over everything, over the weights, too
def gradient_noise(w, x, y, size, draws, rng):
    n = len(x)
    if not 1 <= size <= n or draws < 1:
        raise ValueError("size or draws")
    full = gradient(w, x, y)
    picks = (rng.choice(n, size, replace=False) for _ in range(draws))
    off = np.array([gradient(w, x[rows], y[rows]) - full for rows in picks])
    return np.sqrt(np.mean(off**2))


# %% task="descend" kind="wrong" breaks="at the weights before this step"
# believed: all batches of an epoch are asked at the weights where the epoch began
def sgd(x, y, size, rate, epochs, rng):
    if len(x) != len(y) or size < 1:
        raise ValueError("lengths or size")
    path = [np.zeros(x.shape[1])]
    for _ in range(epochs):
        pulls = [gradient(path[-1], x[rows], y[rows]) for rows in batches(len(x), size, rng)]
        path.extend(path[-1] - rate * np.cumsum(pulls, axis=0))
    return np.array(path)


# %% task="together" kind="right"
# the spectral norm in one line each
def scaled_rate(rate, size, new_size):
    if min(size, new_size) < 1:
        raise ValueError("size < 1")
    return float(rate * new_size / size)


def largest_rate(x):
    x = np.asarray(x, np.float64)
    return len(x) / np.linalg.norm(x, 2) ** 2 if x.any() else np.inf


# %% task="plan" kind="right"
# a cosine in a comprehension
def plan(n, largest):
    size = min(8, n)
    top = 0.3 * largest if np.isfinite(largest) else 0.0
    falling = (1 + np.cos(np.linspace(0, np.pi, 6 * n // size, endpoint=False))) / 2
    return [(size, top * share) for share in falling]
