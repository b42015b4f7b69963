# /// sample
# ///

# %% task="steps"
def count_steps(n, size, epochs):
    if not size >= 1:
        raise ValueError(size)
    full, rest = divmod(n, size)
    return epochs * (full + (rest > 0))

# %% task="batches"
def batches(n, size, rng):
    if not size >= 1:
        raise ValueError(size)
    pack, dealt = list(range(n)), []
    # Fisher and Yates: each place gets one of the cards that are left.
    for place in range(n - 1, 0, -1):
        other = int(rng.integers(place + 1))
        pack[place], pack[other] = pack[other], pack[place]
    while pack:
        dealt.append(np.array(pack[:size]))
        pack = pack[size:]
    return dealt

# %% task="gradient"
def gradient(w, x, y):
    w, x, y = w.astype(np.double), x.astype(np.double), y.astype(np.double)
    if len(x) != len(y) or len(x[0]) != len(w):
        raise ValueError("lengths do not fit together")
    total = np.zeros(len(w))
    for row, wanted in zip(x, y):
        total += 2 * (np.dot(row, w) - wanted) * row
    return total / len(x)

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    if size not in range(1, len(x) + 1) or draws <= 0:
        raise ValueError("no such batches")
    whole, total = gradient(w, x, y), 0.0
    for _ in range(draws):
        rows = rng.permutation(len(x))[:size]
        apart = gradient(w, x[rows], y[rows]) - whole
        total += apart @ apart
    return (total / draws) ** 0.5

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if len(y) != len(x):
        raise ValueError("lengths do not fit together")
    path = np.zeros((count_steps(len(x), size, epochs) + 1, x.shape[1]))
    place = 0
    for _ in range(epochs):
        for rows in batches(len(x), size, rng):
            path[place + 1] = path[place] - rate * gradient(path[place], x[rows], y[rows])
            place += 1
    return path

# %% task="together"
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("a batch has a row at least")
    return new_size * (rate / size)


def largest_rate(x):
    x = x.astype("float64")
    if not np.any(x):
        return np.inf
    square = x.T @ x
    # Squared again and again, only the steepest direction is left.
    total = 0.0
    for halvings in range(40):
        norm = np.linalg.norm(square)
        total += np.log(norm) / 2**halvings
        square = (square / norm) @ (square / norm)
    return len(x) / np.exp(total)

# %% task="plan"
def plan(n, largest):
    steps = []
    for size in (4, 16, 64):
        size = min(size, n)
        steps += [[np.int64(size), np.float64(0.15 * largest)]] * (2 * n // size)
    return tuple(steps)
