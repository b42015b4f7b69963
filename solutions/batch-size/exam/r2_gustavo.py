# %% task="steps" kind="wrong" breaks="number of rows, an int, at least 0."
# believed: a size that n does not reach always gives one batch; forgot that no rows give none
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError("size must be at least 1")
    if size >= n:
        return epochs
    batchCount = n // size
    if n % size != 0:
        batchCount += 1
    return batchCount * epochs


# %% task="batches" kind="wrong" breaks="rows in a batch, an int. Below 1 it raises a ValueError."
# believed: range raises the ValueError by itself; for 0 it does, for -2 it is just empty
def batches(n, size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return [order[start : start + size] for start in range(0, n, size)]


# %% task="gradient" kind="wrong" breaks="results are right to nine digits"
# believed: a difference quotient with a small step is the derivative
def gradient(w, x, y):
    w = np.asarray(w, dtype=float)
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)
    if x.shape[0] != y.shape[0] or x.shape[1] != w.shape[0]:
        raise ValueError("lengths do not fit together")

    def error(weights):
        return np.mean((x @ weights - y) ** 2)

    h = 1e-6
    result = np.zeros(len(w))
    for j in range(len(w)):
        up, down = w.copy(), w.copy()
        up[j] += h
        down[j] -= h
        result[j] = (error(up) - error(down)) / (2 * h)
    return result


# %% task="noise" kind="wrong" breaks="Each batch is `size` different rows of the n."
# believed: drawing with repetition is what a random batch is; the check with all rows is a special case to treat by hand
def gradient_noise(w, x, y, size, draws, rng):
    w = np.asarray(w, dtype=float)
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)
    n = x.shape[0]
    if n != y.shape[0] or x.shape[1] != w.shape[0]:
        raise ValueError("lengths do not fit together")
    if size < 1 or size > n:
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    if size == n:
        return 0.0  # all rows: no noise

    full = 2 * x.T @ (x @ w - y) / n
    total = 0.0
    for i in range(draws):
        rows = rng.integers(0, n, size)
        part = 2 * x[rows].T @ (x[rows] @ w - y[rows]) / size
        total += np.sum((part - full) ** 2)
    return float(np.sqrt(total / draws))


# %% task="descend" kind="right"
# somebody who writes Java: a class that holds the state, and a method for each thing it does
class Trainer:
    def __init__(self, x, y, size, rate, rng):
        self.x = np.array(x, dtype=float)
        self.y = np.array(y, dtype=float)
        if self.x.shape[0] != self.y.shape[0]:
            raise ValueError("x and y must have the same number of rows")
        if size < 1:
            raise ValueError("size must be at least 1")
        self.size = size
        self.rate = rate
        self.rng = rng
        self.weights = np.zeros(self.x.shape[1])
        self.history = [self.weights.copy()]

    def step(self, rows):
        xb = self.x[rows]
        yb = self.y[rows]
        errors = xb @ self.weights - yb
        slope = 2.0 * (xb.T @ errors) / len(rows)
        self.weights = self.weights - self.rate * slope
        self.history.append(self.weights.copy())

    def epoch(self):
        order = np.arange(self.x.shape[0])
        self.rng.shuffle(order)
        position = 0
        while position < len(order):
            self.step(order[position : position + self.size])
            position += self.size


def sgd(x, y, size, rate, epochs, rng):
    trainer = Trainer(x, y, size, rate, rng)
    for i in range(epochs):
        trainer.epoch()
    return np.array(trainer.history)


# %% task="together" kind="wrong" breaks="A step takes rate * gradient(w, x, y) away from w, with all rows."
# believed: two over the largest eigenvalue of x.T @ x is the limit; forgot the mean and the two of the gradient (for two rows it is the same)
def scaled_rate(rate, size, new_size):
    if size < 1 or new_size < 1:
        raise ValueError("size must be at least 1")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x, dtype=float)
    if not np.any(x):
        return float("inf")
    return float(2.0 / np.linalg.eigvalsh(x.T @ x).max())


# %% task="plan" kind="wrong" breaks="The mean `excess` over 24 seeds is at most 0.022."
# believed: below `largest` every step is safe, whatever the size of the batch
def plan(n, largest):
    if largest == np.inf:
        return [(1, 0.0)]
    size = min(4, n)
    count = 6 * n // size
    steps = []
    for i in range(count):
        steps.append((size, 0.9 * largest * (1 - i / count)))
    return steps
