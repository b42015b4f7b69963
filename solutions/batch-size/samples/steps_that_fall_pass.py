# /// sample
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size")
    return len(range(0, n, size)) * epochs

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size")
    order = np.argsort(rng.random(n), kind="stable").astype("int32")
    return [part for part in np.split(order, np.arange(size, n, size)) if part.size]

# %% task="gradient"
def gradient(w, x, y):
    n, d = x.shape
    if w.shape != (d,) or y.shape != (n,):
        raise ValueError("shapes")
    w, x, y = (np.array(array, dtype=np.float64) for array in (w, x, y))
    return np.einsum("i,ij->j", x.dot(w) - y, x) * (2 / n)

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if size < 1 or size > len(y) or draws < 1:
        raise ValueError("size or draws")
    whole = gradient(w, x, y)
    drawn = []
    for child in rng.spawn(draws):
        rows = np.sort(child.choice(len(y), size, replace=False))
        drawn.append(gradient(w, x[rows], y[rows]) - whole)
    return np.linalg.norm(drawn) / np.sqrt(draws)

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or x.shape[0] != y.shape[0]:
        raise ValueError("size or lengths")

    def steps(w):
        yield w
        for _ in range(epochs):
            for rows in batches(len(y), size, rng):
                w = w - rate * gradient(w, x[rows], y[rows])
                yield w

    return np.stack(list(steps(np.zeros(x.shape[1]))))

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("size")
    return np.float64(rate) / size * new_size


def largest_rate(x):
    gram = np.asarray(x, "float64")
    gram = gram @ gram.T if len(gram) < gram.shape[1] else gram.T @ gram
    steepest = np.linalg.eigvalsh(gram).max()
    return np.divide(len(x), steepest) if np.any(x) else np.float64("inf")

# %% task="plan"
def plan(n, largest):
    size = min(4, n)
    count = 6 * n // size
    thirds = [0.15, 0.05, 0.015]
    return [(size, thirds[3 * k // count] * largest) for k in range(count)]
