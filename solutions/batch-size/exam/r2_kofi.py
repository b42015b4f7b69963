# %% task="steps" kind="right"
# helpers with names: first one epoch, then all of them
def _require_positive(size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")


def _steps_in_one_epoch(n, size):
    full, rest = divmod(n, size)
    return full + (1 if rest else 0)


def count_steps(n, size, epochs):
    _require_positive(size)
    return epochs * _steps_in_one_epoch(n, size)


# %% task="batches" kind="right"
# a class for the pack of cards, with a shuffle of his own
class Deck:
    def __init__(self, n):
        self.cards = list(range(n))

    def shuffle(self, rng):
        for last in range(len(self.cards) - 1, 0, -1):
            other = int(rng.integers(0, last + 1))
            self.cards[last], self.cards[other] = self.cards[other], self.cards[last]

    def deal(self, size):
        for start in range(0, len(self.cards), size):
            yield np.array(self.cards[start : start + size], dtype=np.int64)


def batches(n, size, rng):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    deck = Deck(n)
    deck.shuffle(rng)
    return list(deck.deal(size))


# %% task="gradient" kind="right"
# helpers: one that prepares, one that says what each row says
def _prepared(w, x, y):
    w, x, y = [np.asarray(each).astype(np.float64) for each in (w, x, y)]
    if len(x) != len(y):
        raise ValueError("x and y have different numbers of rows")
    if x.shape[1] != len(w):
        raise ValueError("x has other columns than w has weights")
    return w, x, y


def _each_row_says(w, x, y):
    errors = x @ w - y
    return 2 * errors[:, np.newaxis] * x


def gradient(w, x, y):
    w, x, y = _prepared(w, x, y)
    return _each_row_says(w, x, y).mean(axis=0)


# %% task="noise" kind="wrong" breaks="this is no epoch, and the next batch may hold the same rows again"
# believed: batches always come from dealing an epoch, so the draws are dealt, too
def gradient_noise(w, x, y, size, draws, rng):
    full = gradient(w, x, y)
    n = len(x)
    if not 1 <= size <= n:
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    drawn = []
    while len(drawn) < draws:
        drawn += [rows for rows in batches(n, size, rng) if len(rows) == size]
    squares = [np.sum((gradient(w, x[rows], y[rows]) - full) ** 2) for rows in drawn[:draws]]
    return float(np.sqrt(np.mean(squares)))


# %% task="descend" kind="wrong" breaks="Other lengths raise a ValueError, a y of length 1 for several rows, too."
# believed: gradient checks the lengths; but it only sees x[rows] and y[rows], which always fit
def sgd(x, y, size, rate, epochs, rng):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    n, d = x.shape
    w = np.zeros(d)
    places = [w]
    for _ in range(epochs):
        for rows in batches(n, size, rng):
            w = w - rate * gradient(w, x[rows], y[rows])
            places.append(w)
    return np.array(places)


# %% task="together" kind="wrong" breaks="If all of x is 0, no rate is too large, and it returns infinity."
# believed: some column is never all zeros, so the division is safe; Python's floats raise a ZeroDivisionError
def scaled_rate(rate, size, new_size):
    for each in (size, new_size):
        if each < 1:
            raise ValueError(f"a size must be at least 1, not {each}")
    return float(rate) * new_size / size


def largest_rate(x):
    x = np.asarray(x).astype(np.float64)
    steepest = float(np.linalg.svd(x, compute_uv=False).max())
    return len(x) / steepest**2


# %% task="plan" kind="right"
# helpers: one for the share, one that pays each step from the rows that are left
def _share_at(progress):
    """Full speed for a while, then a curve down to nearly nothing."""
    if progress < 0.3:
        return 0.4
    return 0.4 * ((1 - progress) / 0.7) ** 1.5


def plan(n, largest):
    top = largest if largest < float("inf") else 0.0
    size = min(12, n)
    purse = 6 * n
    steps = []
    while purse >= size:
        steps.append([size, _share_at(1 - purse / (6 * n)) * top])
        purse -= size
    return steps
