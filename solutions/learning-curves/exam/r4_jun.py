# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,)"
def sizes(n, k):
    if k < 1:
        raise ValueError("at least one size")
    if n < 2**k:
        raise ValueError("too few rows for so many sizes")
    return np.floor(n / 2.0 ** np.arange(k)[::-1])


# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if (len(x), len(x_val)) != (len(y), len(y_val)) or not all(1 <= m <= len(x) for m in sizes):
        raise ValueError("lengths or sizes do not fit")
    rank = np.random.Generator(np.random.PCG64(seed)).random(len(x)).argsort().argsort()

    def marks(m):
        (model := make_model()).fit(x[rank < m], y[rank < m])
        return [
            np.square(np.asarray(model.predict(rows), float).reshape(-1) - answers).mean()
            for rows, answers in ((x[rank < m], y[rank < m]), (x_val, y_val))
        ]

    return tuple(np.array([marks(m) for m in sizes]).T.copy())


# %% task="read" kind="wrong" breaks="Curves of different lengths raise a ValueError"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) == 0 or len(val_loss) == 0:
        raise ValueError("a curve has no point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves differ in length")
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=np.float64)
    y = np.array(val_loss, dtype=np.float64)
    end, unit = m[-1], y[-1]
    y = y / unit
    # For each power and each floor (as a share of the last loss), b is a plain mean.
    c = np.linspace(0.4, 1.1, 141)[:, None, None]
    floor = np.linspace(0, 1.05, 1051)[None, :, None]
    fall = (m / end) ** -c
    b = ((1 - floor / y) * fall / y).sum(-1) / ((fall / y) ** 2).sum(-1)
    b = np.maximum(b, 0)
    off = (((floor + b[..., None] * fall) / y - 1) ** 2).sum(-1)
    ahead = floor[..., 0] + b * (float(n) / end) ** -c[..., 0]
    return float(unit * ahead.flat[off.argmin()])


# %% task="advise" kind="wrong" breaks="at least a tenth of the rows and at most a third, to"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y should be of the same length")
    rng = np.random.default_rng(seed)
    train, val = np.zeros(20), np.zeros(20)
    for time in range(20):
        order = rng.permutation(len(x))
        held, rest = order[:10], order[10:]
        model = make_model()
        model.fit(x[rest], y[rest])
        train[time] = np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2)
        val[time] = np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2)
    if val.mean() <= target:
        return "stop"
    bias = max(train.mean() - target, 0)
    variance = max(val.mean() - max(train.mean(), target), 0)
    return "data" if variance >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="n from 400 to 1000"
def ideal(x, y, seed):
    # The same number of rows each time, so that the steps take equally long.
    x, y = x[:400], y[:400]
    folds = np.random.default_rng(seed).permutation(400).reshape(10, 40)

    def exam(degree):
        losses = []
        for fold in range(10):
            rest = np.delete(folds, fold, axis=0).ravel()
            curve = np.polynomial.Polynomial.fit(x[rest, 0], y[rest], degree)
            losses.append(np.mean((curve(x[folds[fold], 0]) - y[folds[fold]]) ** 2))
        return np.mean(losses)

    model = Polynomial(min(range(1, 11), key=exam))
    model.fit(x, y)
    return model
