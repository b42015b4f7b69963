# %% task="steps" kind="wrong" breaks="It may be larger than n."
# believed: a batch cannot hold more rows than there are, so such a size is an error
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    if size > n:
        raise ValueError("size must not be larger than n")
    quotient, remainder = divmod(n, size)
    if remainder != 0:
        quotient += 1
    return quotient * epochs


# %% task="batches" kind="right"
# over-careful: sorts random keys, and counts once more at the end
def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    if n < 0:
        raise ValueError("n must not be negative")
    if n == 0:
        return []
    keys = rng.random(n)
    order = np.argsort(keys)
    result = []
    position = 0
    while position < n:
        end = min(position + size, n)
        result.append(order[position:end].copy())
        position = end
    assert sum(len(batch) for batch in result) == n
    assert all(len(batch) == size for batch in result[:-1])
    return result


# %% task="gradient" kind="right"
# over-careful: checks every axis, copies everything
def gradient(w, x, y):
    w = np.array(w, dtype=np.float64, copy=True)
    x = np.array(x, dtype=np.float64, copy=True)
    y = np.array(y, dtype=np.float64, copy=True)
    if w.ndim != 1 or x.ndim != 2 or y.ndim != 1:
        raise ValueError("w and y must have one axis, x two")
    rows, columns = x.shape
    if rows < 1 or columns < 1:
        raise ValueError("x must not be empty")
    if len(w) != columns:
        raise ValueError(f"w has {len(w)} weights, x has {columns} columns")
    if len(y) != rows:
        raise ValueError(f"y has {len(y)} numbers, x has {rows} rows")
    guesses = np.dot(x, w)
    errors = guesses - y
    result = 2.0 * np.dot(x.T, errors) / rows
    assert result.shape == w.shape
    return result


# %% task="noise" kind="right"
# over-careful: everything is checked before anything is drawn
def gradient_noise(w, x, y, size, draws, rng):
    whole = gradient(w, x, y)  # refuses lengths that do not fit
    n = len(x)
    if size < 1:
        raise ValueError("size must be at least 1")
    if size > n:
        raise ValueError("size must not be larger than n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    squared_distances = np.zeros(draws)
    for draw in range(draws):
        rows = rng.permutation(n)[:size]
        assert len(set(rows.tolist())) == size
        difference = gradient(w, x[rows], y[rows]) - whole
        squared_distances[draw] = np.linalg.norm(difference) ** 2
    return float(np.sqrt(np.mean(squared_distances)))


# %% task="descend" kind="wrong" breaks="epochs: how often the model goes through all rows, an int, at least 0."
# believed: a training without an epoch is an error, as a batch without a row is
def sgd(x, y, size, rate, epochs, rng):
    if len(x) != len(y):
        raise ValueError("x and y must have the same number of rows")
    if size < 1:
        raise ValueError("size must be at least 1")
    if epochs < 1:
        raise ValueError("epochs must be at least 1")
    weights = np.zeros(x.shape[1], dtype=np.float64)
    path = [weights.copy()]
    for epoch in range(epochs):
        for rows in batches(len(x), size, rng):
            weights = weights - rate * gradient(weights, x[rows], y[rows])
            path.append(weights.copy())
    return np.array(path, dtype=np.float64)


# %% task="together" kind="right"
# over-careful: divides by the largest number first, so that no square gets too small or too large
def scaled_rate(rate, size, new_size):
    if size < 1:
        raise ValueError("size must be at least 1")
    if new_size < 1:
        raise ValueError("new_size must be at least 1")
    if size == new_size:
        return float(rate)
    return float(rate) * (new_size / size)


def largest_rate(x):
    x = np.array(x, dtype=np.float64, copy=True)
    n = x.shape[0]
    largest = np.max(np.abs(x))
    if largest == 0.0:
        return float("inf")
    x = x / largest
    hessian = 2.0 * np.dot(x.T, x) / n
    eigenvalues = np.linalg.eigvalsh(hessian)
    steepest = float(np.max(eigenvalues))
    assert steepest > 0
    return float(2.0 / steepest / largest / largest)


# %% task="plan" kind="right"
# over-careful: a falling line, and each promise is looked at again
def plan(n, largest):
    size = 4
    if size > n:
        size = n
    number = (6 * n) // size
    if not np.isfinite(largest):
        largest = 0.0
    steps = []
    for i in range(number):
        rate = 0.15 * largest * (number - i) / number
        rate = max(rate, 0.0)
        steps.append((int(size), float(rate)))
    assert len(steps) >= 1
    assert sum(s for s, _ in steps) <= 6 * n
    return steps
