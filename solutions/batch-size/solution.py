# Our own answer, cell by cell; the notebook around it is `exercises/batch-size/notebook.py`.

# %% task="steps"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError(f"`size` must be at least 1. Received: {size}")
    # Rounded up without a float, which would lose the last digits of large numbers.
    return -(-n // size) * epochs

# %% task="batches"
def batches(n, size, rng):
    if size < 1:
        raise ValueError(f"`size` must be at least 1. Received: {size}")
    order = rng.permutation(n)
    return [order[start:start + size] for start in range(0, n, size)]

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = (np.asarray(array, "float64") for array in (w, x, y))
    if x.shape != (len(y), len(w)):
        raise ValueError(f"x of shape {x.shape} does not go with {len(y)} y and {len(w)} weights.")
    return 2 * x.T @ (x @ w - y) / len(y)

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if not 1 <= size <= len(x) or draws < 1 or x.shape != (len(y), len(w)):
        raise ValueError(f"{size} rows of {len(x)}, in {draws} draws, cannot be had.")
    w, x, y = (np.asarray(array, "float64") for array in (w, x, y))
    # A batch's gradient is the mean of what its rows say.
    each = 2 * (x @ w - y)[:, None] * x
    drawn = [rng.choice(len(x), size, replace=False) for _ in range(draws)]
    apart = each[np.array(drawn)].mean(axis=1) - each.mean(axis=0)
    return np.sqrt((apart**2).sum(axis=1).mean())

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    # On its own feet: a slip in `gradient` or `batches` costs its points only once.
    if size < 1 or len(x) != len(y):
        raise ValueError(f"Batches of {size} from {len(x)} x and {len(y)} y cannot be had.")
    x, y = np.asarray(x, "float64"), np.asarray(y, "float64")
    path = [np.zeros(x.shape[1])]
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), size):
            rows = order[start:start + size]
            errors = x[rows] @ path[-1] - y[rows]
            # A new array: `path[-1] -= …` would change the place before, too.
            path.append(path[-1] - rate * 2 * errors @ x[rows] / len(rows))
    return np.array(path)

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError(f"Batches have at least one row. Received: {size}, {new_size}")
    return rate * new_size / size


def largest_rate(x):
    # One step multiplies the distance by 1 - rate * 2 * s**2 / n, for each singular value s.
    steepest = np.linalg.norm(np.asarray(x, "float64"), 2)
    return len(x) / steepest**2 if steepest else np.inf

# %% task="plan"
def plan(n, largest):
    # Small batches, and a rate that falls to nothing like half a wave of a cosine.
    size = min(4, n)
    count = 6 * n // size
    falling = (1 + np.cos(np.pi * np.arange(count) / count)) / 2
    return [(size, float(rate)) for rate in 0.15 * largest * falling]
