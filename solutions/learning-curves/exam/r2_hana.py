# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError."
def sizes(n, k):
    if n < 2**k:
        raise ValueError("too few rows")
    chosen = []
    for _ in range(k):
        chosen.insert(0, n)
        n //= 2
    return np.array(chosen, dtype=int)

# %% task="curve" kind="right"
import random as _random


class _Measured:
    """One point of the curve."""

    def __init__(self, model, x, y, rows):
        self.model, self.x, self.y, self.rows = model, x, y, rows
        model.fit(x[rows], y[rows])

    @property
    def train(self):
        return self.off(self.x[self.rows], self.y[self.rows])

    def off(self, x, y):
        total = 0.0
        for said, true in zip(np.ravel(self.model.predict(x)).tolist(), y.tolist()):
            total += (said - true) ** 2
        return total / len(y)


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    wanted = [int(size) for size in sizes]
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(wanted) < 1 or max(wanted) > len(x):
        raise ValueError("a size is out of bounds")
    # Fisher and Yates, by a generator of our own; sorted, since the order in `fit` is open
    deck = list(range(len(x)))
    own = _random.Random(int(seed))
    for i in range(len(deck) - 1, 0, -1):
        j = own.randrange(i + 1)
        deck[i], deck[j] = deck[j], deck[i]
    train, val = np.empty(len(wanted)), np.empty(len(wanted))
    for i, size in enumerate(wanted):
        point = _Measured(make_model(), x, y, sorted(deck[:size]))
        train[i], val[i] = point.train, point.off(x_val.copy(), y_val)
    return [train, val]

# %% task="read" kind="wrong" breaks="Curves of different lengths raise a ValueError, and so do curves without a point."
def read_curves(train_loss, val_loss, target):
    for train, val in zip(train_loss, val_loss, strict=True):
        pass  # zip minds the lengths, and the last pair stays
    train, val, target = float(train), float(val), float(target)
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="what is handed in is not changed"
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.asarray(val_loss, dtype=float)
    unit = loss[-1].item()
    loss /= unit
    best, answer = np.inf, 1.0
    for c in np.linspace(0.4, 1.1, 141):
        columns = np.stack([1 / loss, (m / m[-1]) ** -c / loss], axis=1)
        pair = np.linalg.lstsq(columns, np.ones(len(m)), rcond=None)[0]
        if pair.min() < 0:
            alone = columns.sum(axis=0) / (columns**2).sum(axis=0)
            off = ((columns * alone - 1) ** 2).sum(axis=0)
            pair = np.where(np.arange(2) == off.argmin(), alone, 0)
        off = np.sum((columns @ pair - 1) ** 2)
        if off < best:
            best, answer = off, float(pair[0] + pair[1] * (n / m[-1]) ** -c)
    return answer * unit

# %% task="advise" kind="wrong" breaks="Each time at least a tenth of the rows and at most a third, to"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    train, val = [], []
    for _ in range(12):
        order = np.random.default_rng(seed).permutation(n)
        out, kept = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[kept], y[kept])
        train.append(np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if variance >= 2 * bias and not bias >= 2 * variance:
        return "data"
    return "model"

# %% task="ideal" kind="wrong" breaks="one row or more"
class Column:
    def __init__(self, x, y):
        self.basis = lambda rows: np.polynomial.legendre.legvander(rows[:, 0], 9)
        self.weights = np.linalg.lstsq(self.basis(x), y[:, None], rcond=None)[0]

    def predict(self, x):
        return np.squeeze(self.basis(x) @ self.weights)


def ideal(x, y, seed):
    return Column(x, y)
