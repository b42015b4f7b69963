# %% task="steps" kind="wrong" breaks="Below 1 it raises a ValueError"
# believed: 0 is the only impossible size, because one cannot divide by it
def count_steps(n, size, epochs):
    if size == 0:
        raise ValueError("size must not be 0")
    steps = n // size
    if n % size > 0:
        steps = steps + 1
    return steps * epochs


# %% task="batches" kind="right"
# a beginner's loop: one row after the other goes into the spoon until it is full
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = rng.permutation(n)
    all_batches = []
    batch = []
    for row in order:
        batch.append(row)
        if len(batch) == size:
            all_batches.append(np.array(batch))
            batch = []
    if len(batch) > 0:
        all_batches.append(np.array(batch))
    return all_batches


# %% task="gradient" kind="wrong" breaks="Other lengths raise a ValueError, and so does a y of length 1 for several rows"
# believed: only the lengths that are named must be refused; zip stops at the shorter of the others
def gradient(w, x, y):
    w = w.astype(float)
    x = x.astype(float)
    y = y.astype(float)
    if len(y) == 1 and len(x) > 1:
        raise ValueError("y has length 1 but x has several rows")
    if len(w) == 1 and x.shape[1] > 1:
        raise ValueError("w has length 1 but x has several columns")
    total = np.zeros(len(w))
    for row, target in zip(x, y):
        error = row @ w - target
        total = total + 2 * error * row
    return total / len(x)


# %% task="noise" kind="wrong" breaks="Returns the square root of the mean of the `draws` squared distances"
# believed: the typical length is the mean of the lengths; the root of each square comes before the mean
def gradient_noise(w, x, y, size, draws, rng):
    w = w.astype(float)
    x = x.astype(float)
    y = y.astype(float)
    if len(x) != len(y) or x.shape[1] != len(w):
        raise ValueError("lengths do not fit")
    if size < 1 or size > len(x):
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    full = 2 * x.T @ (x @ w - y) / len(x)
    distances = []
    for i in range(draws):
        rows = rng.choice(len(x), size, replace=False)
        part = 2 * x[rows].T @ (x[rows] @ w - y[rows]) / size
        distance = np.sqrt(np.sum((part - full) ** 2))
        distances.append(distance)
    return float(np.mean(distances))


# %% task="descend" kind="wrong" breaks="Each epoch deals its rows anew, as `batches` does."
# believed: the rows are shuffled once before the training, then the same batches come in each epoch
def sgd(x, y, size, rate, epochs, rng):
    x = x.astype(float)
    y = y.astype(float)
    if len(x) != len(y):
        raise ValueError("x and y must have the same length")
    parts = batches(len(x), size, rng)
    w = np.zeros(x.shape[1])
    path = [w]
    for epoch in range(epochs):
        for rows in parts:
            error = x[rows] @ w - y[rows]
            w = w - rate * 2 * x[rows].T @ error / len(rows)
            path.append(w)
    return np.array(path)


# %% task="together" kind="wrong" breaks="At rates above it they run away, but for some special beginnings."
# believed: the eigenvalue that matters is the first one; eigvalsh lists the smallest first
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("sizes must be at least 1")
    return float(rate * new_size / size)


def largest_rate(x):
    x = x.astype(float)
    if np.all(x == 0):
        return float("inf")
    curvature = 2 * x.T @ x / len(x)
    eigenvalues = np.linalg.eigvalsh(curvature)
    return float(2 / abs(eigenvalues[0]))


# %% task="plan" kind="right"
# small spoons first, then larger and larger ones, written as a plain loop with a purse of rows
def plan(n, largest):
    if largest == float("inf"):
        return [(1, 0.0)]
    steps = []
    left = 6 * n
    while left > 0:
        used = 1 - left / (6 * n)
        if used < 0.5:
            size, share = 8, 0.25
        elif used < 0.75:
            size, share = 16, 0.16
        else:
            size, share = 32, 0.08
        size = min(size, n, left)
        steps.append((size, share * largest))
        left = left - size
    return steps
