# %% task="sizes" kind="wrong" breaks="an int up to 10**12"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k is too small, or n is")
    halves = [n >> i for i in range(k)]
    return np.array(halves[::-1]).astype(np.int32)

# %% task="curve" kind="wrong" breaks="random from all n, and each is as likely as any other."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    # only so many rows are ever needed
    order = np.random.default_rng(seed).permutation(max(sizes))
    result = np.zeros((2, len(sizes)))
    for i, size in enumerate(sizes):
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        result[0, i] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        result[1, i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return result[0], result[1]

# %% task="read" kind="wrong" breaks="Losses may be in any unit, so nothing is rounded"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    train, val, target = (round(float(a), 6) for a in (train_loss[-1], val_loss[-1], target))
    if val <= target:
        return "fine"
    bias = round(max(train - target, 0), 6)
    variance = round(max(val - max(train, target), 0), 6)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="Returns the loss to be expected with n rows, a float."
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    best, answer = np.inf, loss[-1:]
    for c in np.linspace(0.4, 1.1, 141):
        columns = np.stack([1 / loss, (m / m[-1]) ** -c / loss], axis=1)
        pair = np.linalg.lstsq(columns, np.ones(len(m)), rcond=None)[0]
        if pair.min() < 0:
            alone = columns.sum(axis=0) / (columns**2).sum(axis=0)
            off = ((columns * alone - 1) ** 2).sum(axis=0)
            pair = np.where(np.arange(2) == off.argmin(), alone, 0)
        off = np.sum((columns @ pair - 1) ** 2)
        if off < best:
            best, answer = off, np.array([1, (n / m[-1]) ** -c]) @ pair[:, None]
    return answer

# %% task="advise" kind="right"
import random as _chance


class _Hearing:
    """Deals the rows into ten parts, and hears the model ten times."""

    def __init__(self, make_model, x, y, seed):
        self.make_model, self.x, self.y = make_model, x, y
        self.deck = list(range(len(x)))
        _chance.Random(int(seed)).shuffle(self.deck)

    def once(self, part):
        out = np.array(self.deck[part::10])
        kept = np.array([row for place, row in enumerate(self.deck) if place % 10 != part])
        model = self.make_model()
        model.fit(self.x[kept], self.y[kept])
        return self.loss(model, kept), self.loss(model, out)

    def loss(self, model, rows):
        said = np.asarray(model.predict(self.x[rows]), float).reshape(len(rows))
        return float(np.square(said - self.y[rows]).mean(dtype=float))


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths")
    hearing = _Hearing(make_model, x, y, seed)
    train, val = map(np.mean, zip(*[hearing.once(part) for part in range(10)]))
    if val <= target:
        return "stop"
    a, b = max(train - target, 0), max(val - max(train, target), 0)
    return {True: "model", False: "data"}[bool(a >= 2 * b or b < 2 * a)]

# %% task="ideal" kind="wrong" breaks="It exceeds the loss on the rows of x by at most 0.35 times that variance."
class ThreeNeighbours:
    def __init__(self, x, y):
        self.x, self.y = x[:, 0].copy(), y.copy()

    def predict(self, x):
        far = np.abs(np.asarray(x)[:, :1] - self.x)
        return self.y[np.argsort(far, axis=1)[:, :3]].mean(axis=1)


def ideal(x, y, seed):
    return ThreeNeighbours(x, y)
