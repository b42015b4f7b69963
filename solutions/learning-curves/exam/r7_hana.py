# %% task="sizes" kind="wrong" breaks="n: the number of rows that there are, an int up to 10**12."
# believed: any number of rows fits into 32 bits
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("n, k")
    return np.array([n >> shift for shift in range(k - 1, -1, -1)], dtype=np.int32)


# %% task="curve" kind="wrong" breaks="Rows of a smaller size are among those of"
# believed: each size is a draw of its own, so rng.choice is called anew for each
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths")
    if min(sizes) < 1 or max(sizes) > n:
        raise ValueError("sizes")
    rng = np.random.default_rng(seed)
    losses = np.zeros((2, len(sizes)))
    for i, size in enumerate(sizes):
        rows = rng.choice(n, int(size), replace=False)
        model = make_model()
        model.fit(x[rows], y[rows])
        losses[0, i] = np.mean((np.reshape(model.predict(x[rows]), -1) - y[rows]) ** 2)
        losses[1, i] = np.mean((np.reshape(model.predict(x_val), -1) - y_val) ** 2)
    return losses[0].copy(), losses[1].copy()


# %% task="read" kind="wrong" breaks="The second is how far the validation loss lies above the training loss, or 0 if it does not."
# believed: a ratio of the two distances says the same, and the second one is never 0
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or not len(train_loss):
        raise ValueError("curves")
    train, val, target = float(train_loss[-1]), float(val_loss[-1]), float(target)
    if val <= target:
        return "fine"
    ratio = max(train - target, 0.0) / max(val - train, 0.0)
    if ratio >= 2:
        return "bias"
    return "variance" if ratio <= 0.5 else "both"


# %% task="forecast" kind="wrong" breaks="at most 6 % of the true loss in the mean of thirty curves."
# believed: three unknowns need three points, and the last three are the best ones
def forecast(sizes, val_loss, n):
    m = np.array(sizes, float)[-3:]
    y = np.array(val_loss, float)[-3:]
    c = np.linspace(0.02, 3, 2981)
    first, middle, last = (m[:, None] / m[-1]) ** -c
    b = np.maximum((y[0] - y[2]) / (first - last), 0)
    floor = y[2] - b * last
    best = np.argmin(np.abs(floor + b * middle - y[1]))
    return float(floor[best] + b[best] * (n / m[-1]) ** -c[best])


# %% task="advise" kind="wrong" breaks="within one row, are drawn at random."
# believed: a generator that is made inside the loop draws something else each time
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("lengths")
    losses = []
    for _ in range(10):
        rng = np.random.default_rng(seed)
        out = rng.choice(n, n // 5, replace=False)
        rest = np.setdiff1d(np.arange(n), out)
        model = make_model()
        model.fit(x[rest], y[rest])
        losses.append([np.mean((np.reshape(model.predict(x[r]), -1) - y[r]) ** 2) for r in (rest, out)])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    if first >= 2 * second:
        return "model"
    return "data" if second >= 2 * first else "model"


# %% task="ideal" kind="right"
class Legendre:
    """Weights for Legendre's polynomials, found at once."""

    def __init__(self, weights):
        self.weights = weights

    def predict(self, x):
        return np.polynomial.legendre.legval(np.asarray(x, dtype=float).reshape(-1), self.weights)


def ideal(x, y, seed):
    # Leaving out one row at a time needs no draw: the hat matrix tells those losses.
    basis = np.polynomial.legendre.legvander(x[:, 0], 12)
    best = (np.inf, None)
    for p in range(2, 14):
        q, r = np.linalg.qr(basis[:, :p])
        left = (y - q @ (q.T @ y)) / (1 - (q**2).sum(axis=1))
        best = min(best, (float(np.mean(left**2)), p))
    p = best[1]
    return Legendre(np.linalg.lstsq(basis[:, :p], y, rcond=None)[0])
