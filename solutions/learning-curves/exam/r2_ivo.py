# %% task="sizes" kind="right"
from itertools import accumulate, repeat


def sizes(n, k):
    if not (k >= 1 and n >= 2**k):
        raise ValueError((n, k))
    return np.fromiter(accumulate(repeat(n, k), lambda a, _: 2 * a // 3), np.int64, k)[::-1].copy()

# %% task="curve" kind="wrong" breaks="what is handed in is not changed: no array or list has other values after a call"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    x[:], y[:] = x[order], y[order]  # shuffle the file
    train, val = [], []
    for size in sizes:
        model = make_model()
        model.fit(x[:size], y[:size])
        train.append(np.mean((np.ravel(model.predict(x[:size])) - y[:size]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="wrong" breaks="the two curves, each a list, tuple or array of one or more numbers"
def read_curves(train_loss, val_loss, target):
    if not train_loss or not val_loss or len(train_loss) != len(val_loss):
        raise ValueError("two curves of equal length, please")
    train, val, target = float(train_loss[-1]), float(val_loss[-1]), float(target)
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="Losses may be in any"
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    best, answer = np.inf, float(loss[-1])
    for floor in np.linspace(0, 2, 101):
        for c in np.linspace(0.4, 1.1, 15):
            power = (m / m[-1]) ** -c / loss
            rest = 1 - floor / loss
            b = max(power @ rest / (power @ power), 0.0)
            off = np.sum((b * power - rest) ** 2)
            if off < best:
                best, answer = off, float(floor + b * (n / m[-1]) ** -c)
    return answer

# %% task="advise" kind="wrong" breaks="x and y of different lengths"
def advise(make_model, x, y, target, seed):
    if len(y) < len(x):
        raise ValueError("rows without an answer")
    n = len(x)
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(12):
        order = rng.permutation(n)
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

# %% task="ideal" kind="right"
class _Cosines:
    """Cosines of rising frequency and a line; how many of them, leaving one row out at a time tells."""

    def __init__(self, x, y):
        self.many = min(range(2, 25), key=lambda many: self.left_out(x, y, many))
        self.weights = np.linalg.pinv(self.columns(x, self.many)) @ y

    @staticmethod
    def columns(x, many):
        return np.polynomial.chebyshev.chebvander(np.asarray(x).reshape(-1), many - 1)

    def left_out(self, x, y, many):
        q, _ = np.linalg.qr(self.columns(x, many))
        own = (q**2).sum(axis=1)
        return np.mean(((y - q @ (q.T @ y)) / (1 - own)) ** 2)

    def predict(self, x):
        return self.columns(x, self.many) @ self.weights


def ideal(x, y, seed):
    return _Cosines(x, y)
