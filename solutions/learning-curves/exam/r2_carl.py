# %% task="sizes" kind="wrong" breaks="The last size is n itself."
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    steps = np.float32(n) / np.float32(2) ** np.arange(k, dtype=np.float32)
    return np.floor(steps)[::-1].astype(np.int64)

# %% task="curve" kind="wrong" breaks="each is as likely as any other"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    last = len(x) - 1
    order = np.append(np.random.default_rng(seed).permutation(last), last)
    train, val = [], []
    for size in sizes:
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="wrong" breaks="`target`, or 0 if it does not."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    train, val, target = float(train_loss[-1]), float(val_loss[-1]), float(target)
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = abs(val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    """Search the floor as a share of the last loss, and the power: all pairs at once."""
    m = np.asarray(sizes, np.float64)[None, None, :] / float(sizes[-1])
    v = np.asarray(val_loss, np.float64)
    v = (v / v[-1])[None, None, :]
    c = np.linspace(0.4, 1.1, 351)[None, :, None]
    floor = np.linspace(0, 1.02, 511)[:, None, None]
    shape = m**-c / v
    rest = 1 - floor / v
    b = np.maximum((shape * rest).sum(-1, keepdims=True) / (shape**2).sum(-1, keepdims=True), 0)
    off = ((b * shape - rest) ** 2).sum(-1)
    i, j = np.unravel_index(np.argmin(off), off.shape)
    ahead = floor[i, 0, 0] + b[i, j, 0] * (n / float(sizes[-1])) ** -c[0, j, 0]
    return float(ahead * val_loss[-1])

# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    rng = np.random.default_rng(seed)
    train, val = [], []
    for time in range(1, 10):
        order = rng.permutation(n)
        out, kept = order[: n // 4], order[n // 4 :]
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

# %% task="ideal" kind="wrong" breaks="In the mean of five curves, the loss on new rows is at most 1.5 times the variance of the noise."
def ideal(x, y, seed):
    class Model:
        def __init__(self, degree):
            self.degree = degree

        def predict(self, rows):
            basis = np.polynomial.chebyshev.chebvander(rows[:, 0], self.degree)
            return basis @ self.weights

    best, model = np.inf, None
    for degree in (1, 4, 12, 40, 100):
        pupil = Model(degree)
        basis = np.polynomial.chebyshev.chebvander(x[:, 0], degree)
        pupil.weights = np.linalg.lstsq(basis, y, rcond=None)[0]
        loss = np.mean((pupil.predict(x) - y) ** 2)
        if loss < best:
            best, model = loss, pupil
    return model
