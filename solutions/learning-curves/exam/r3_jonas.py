# %% task="sizes" kind="right"
class HalvingByThirds:
    """Walks down from all rows, each time to two thirds of them, rounded down."""

    def __init__(self, n, k):
        self.n, self.k = int(n), int(k)
        if self.k < 1:
            raise ValueError("k is below 1")
        if self.n < 1 or self.n >> self.k == 0:
            raise ValueError("n is below 2**k")

    def __iter__(self):
        rows = self.n
        for _ in range(self.k):
            yield rows
            rows = 2 * rows // 3

    def rising(self):
        return np.fromiter(self, dtype=np.int64, count=self.k)[::-1].copy()


def sizes(n, k):
    return HalvingByThirds(n, k).rising()


# %% task="curve" kind="wrong" breaks="x and y of different lengths raise a ValueError, x_val and y_val too"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if len(y) != n:
        raise ValueError("x and y differ in length")
    for s in sizes:
        if not 1 <= s <= n:
            raise ValueError("size out of range")
    order = np.random.default_rng(seed).permutation(n)

    def loss(model, a, b):
        # NumPy itself raises a ValueError where the lengths do not fit.
        return np.mean((np.ravel(model.predict(a)).astype(float) - b) ** 2)

    train, val = [], []
    for s in sizes:
        rows = order[: int(s)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(loss(model, x[rows], y[rows]))
        val.append(loss(model, x_val, y_val))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="The first is how far the training loss lies above `target`, or 0 if it does not."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("different lengths")
    if len(train_loss) == 0:
        raise ValueError("no point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    bias = abs(train - target)  # a distance is never below 0
    variance = max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"


# %% task="forecast" kind="wrong" breaks="numbers above 0 in a list, tuple or array"
def forecast(sizes, val_loss, n):
    rows, loss = np.array(sizes), np.array(val_loss)
    unit = loss.mean()
    loss /= unit
    candidates = []
    for c in np.linspace(0.4, 1.1, 100):
        power = (rows / rows[0]) ** -c
        p, q = 1 / loss, power / loss
        (floor, b), *_ = np.linalg.lstsq(np.c_[p, q], np.ones(len(p)), rcond=None)
        if floor < 0:
            floor, b = 0, q.sum() / (q @ q)
        if b < 0:
            floor, b = p.sum() / (p @ p), 0
        candidates.append([np.linalg.norm(floor * p + b * q - 1), floor, b, c])
    _, floor, b, c = min(candidates)
    return float(unit * (floor + b * (n / rows[0]) ** -c))


# %% task="advise" kind="wrong" breaks="applied to the two mean losses"
from collections import Counter


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    n, rng = len(x), np.random.default_rng(seed)

    def one_advice():
        order = rng.permutation(n)
        out, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train = np.mean((np.asarray(model.predict(x[rest]), float).ravel() - y[rest]) ** 2)
        val = np.mean((np.asarray(model.predict(x[out]), float).ravel() - y[out]) ** 2)
        if val <= target:
            return "stop"
        bias, gap = max(train - target, 0), max(val - max(train, target), 0)
        return "data" if gap >= 2 * bias else "model"

    return Counter(one_advice() for _ in range(15)).most_common(1)[0][0]


# %% task="ideal" kind="wrong" breaks="one row or more, of numbers from -1 to 1"
def ideal(x, y, seed):
    curve = np.polynomial.Polynomial.fit(x[:, 0], y, 8, domain=[-1, 1])

    class Model:
        def predict(self, rows):
            return curve(np.squeeze(rows))

    return Model()
