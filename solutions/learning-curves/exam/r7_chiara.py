# %% task="sizes" kind="right"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k < 1, or fewer than 2**k rows")
    return -(-n // 2 ** np.arange(k - 1, -1, -1, dtype=np.int64))


# %% task="curve" kind="wrong" breaks="The same seed draws the same rows,"
# believed: `seed or None` only replaces a seed that was left out
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    m = np.asarray(sizes)
    if len(x) != len(y) or len(x_val) != len(y_val) or (m < 1).any() or (m > len(x)).any():
        raise ValueError("lengths or sizes do not fit")
    order = np.random.default_rng(seed or None).permutation(len(x))

    def pair(size):
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        return [
            np.mean((np.reshape(model.predict(a), -1) - b) ** 2, dtype=float)
            for a, b in ((x[rows], y[rows]), (x_val, y_val))
        ]

    train, val = np.array([pair(size) for size in m], float).T.copy()
    return train, val


# %% task="read" kind="wrong" breaks="so nothing is rounded,"
# believed: float32 is exact enough for any loss
def read_curves(train_loss, val_loss, target):
    train, val = (np.asarray(curve, dtype=np.float32) for curve in (train_loss, val_loss))
    if train.shape != val.shape or not train.size:
        raise ValueError("curves of different lengths, or without a point")
    target = np.float32(target)
    if val[-1] <= target:
        return "fine"
    first, second = np.maximum([train[-1] - target, val[-1] - train[-1]], 0)
    return "bias" if first >= 2 * second else "variance" if second >= 2 * first else "both"


# %% task="forecast" kind="wrong" breaks="in any unit, from 1e-6 to 1e6."
# believed: a loss lies between 0 and 1, so a grid of floors from 0 to 1 meets each one
def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    c, floor = np.meshgrid(np.linspace(0.4, 1.1, 71), np.linspace(0, 1, 201), indexing="ij")
    fall = (m / m[-1]) ** -c[..., None] / y
    rest = 1 - floor[..., None] / y
    b = np.maximum((fall * rest).sum(-1) / (fall**2).sum(-1), 0)
    error = ((rest - b[..., None] * fall) ** 2).sum(-1)
    best = np.unravel_index(error.argmin(), error.shape)
    return float(floor[best] + b[best] * (n / m[-1]) ** -c[best])


# %% task="advise" kind="wrong" breaks="is fitted once on all other rows."
# believed: rows that are left over when n is not a multiple of ten may be thrown away
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y of different lengths")
    n = len(x)
    folds = np.random.default_rng(seed).permutation(n)[: n // 10 * 10].reshape(10, -1)
    losses = np.empty((10, 2))
    for i, out in enumerate(folds):
        rest = np.delete(folds, i, axis=0).ravel()
        model = make_model()
        model.fit(x[rest], y[rest])
        losses[i] = [np.mean((np.ravel(model.predict(x[r])) - y[r]) ** 2) for r in (rest, out)]
    train, val = losses.mean(axis=0)
    if val <= target:
        return "stop"
    first, second = np.maximum([train - target, val - train], 0)
    return "data" if second >= 2 * first and not first >= 2 * second else "model"


# %% task="ideal" kind="wrong" breaks="It gives an array of shape (rows,) or (rows, 1)"
# believed: squeeze takes away the axis of the columns, and never the axis of the rows
class Chebyshev:
    def __init__(self, weights):
        self.weights = weights

    def predict(self, x):
        basis = np.polynomial.chebyshev.chebvander(x[:, 0], len(self.weights) - 1)
        return np.squeeze(basis @ self.weights[:, None])


def ideal(x, y, seed):
    n = len(x)
    fold = np.random.default_rng(seed).permutation(n) % 10
    basis = np.polynomial.chebyshev.chebvander(x[:, 0], 12)

    def solve(rows, d):
        return np.linalg.lstsq(basis[rows, : d + 1], y[rows], rcond=None)[0]

    def loss(d):
        return sum(
            np.sum((basis[fold == i, : d + 1] @ solve(fold != i, d) - y[fold == i]) ** 2)
            for i in range(10)
        )

    return Chebyshev(solve(slice(None), min(range(1, 13), key=loss)))
