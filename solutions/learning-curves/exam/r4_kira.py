# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError."
def sizes(n, k):
    if k == 0:
        raise ValueError("no sizes are wanted")
    if n < 2**k:
        raise ValueError("too few rows")
    return n >> np.arange(k - 1, -1, -1)


# %% task="curve" kind="wrong" breaks="of shapes (size, columns) and (size,)"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("a size is not from 1 to n")
    # Columns on both sides: nothing is broadcast.
    y, y_val = y.reshape(-1, 1), y_val.reshape(-1, 1)
    order = np.random.default_rng(seed).permutation(len(x))

    def loss(model, rows, answers):
        return float(np.mean((np.asarray(model.predict(rows)).reshape(-1, 1) - answers) ** 2))

    train, val = [], []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(loss(model, x[rows], y[rows]))
        val.append(loss(model, x_val, y_val))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="no array or list has other values after a call"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point at least")
    # Earlier points may be NaN, which only disturbs.
    train = np.nan_to_num(np.asarray(train_loss, dtype=float), copy=False)[-1]
    val = np.nan_to_num(np.asarray(val_loss, dtype=float), copy=False)[-1]
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"


# %% task="forecast" kind="wrong" breaks="The same arguments give the same"
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    y = np.asarray(val_loss, dtype=float)
    best = (np.inf, 0.0)
    for c in np.random.default_rng().uniform(0.4, 1.1, 400):
        fall = (m / m[0]) ** -c
        columns = np.stack([1 / y, fall / y], axis=1)
        floor, b = np.linalg.lstsq(columns, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, columns[:, 1].sum() / (columns[:, 1] ** 2).sum()
        if b < 0:
            floor, b = columns[:, 0].sum() / (columns[:, 0] ** 2).sum(), 0.0
        off = ((floor * columns[:, 0] + b * columns[:, 1] - 1) ** 2).sum()
        best = min(best, (off, floor + b * (n / m[0]) ** -c))
    return float(best[1])


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.RandomState(seed)

    def once(held):
        (model := make_model()).fit(x[~held], y[~held])
        return [np.mean((np.ravel(model.predict(x[r])) - y[r]) ** 2.0) for r in (~held, held)]

    train, val = np.mean([once(rng.permutation(len(x)) < len(x) / 5) for _ in range(20)], axis=0)
    if val <= target:
        return "stop"
    return "data" if val - max(train, target) >= 2 * max(train - target, 0) else "model"


# %% task="ideal" kind="wrong" breaks="what is returned belongs to the caller"
class Best:
    curve = None

    @classmethod
    def fit(cls, x, y, degree):
        cls.curve = np.polynomial.Polynomial.fit(x[:, 0], y, degree)

    @classmethod
    def predict(cls, x):
        return cls.curve(x[:, 0])


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    scores = np.zeros(10)
    for _ in range(10):
        held, rest = np.split(rng.permutation(len(x)), [len(x) // 4])
        for degree in range(1, 11):
            model = Best()
            model.fit(x[rest], y[rest], degree)
            scores[degree - 1] += np.mean((model.predict(x[held]) - y[held]) ** 2)
    model = Best()
    model.fit(x, y, 1 + int(scores.argmin()))
    return model
