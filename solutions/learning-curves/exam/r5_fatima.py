# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows"
# believed: it is enough that the smallest size holds one row, so 2**(k - 1) rows will do
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    if n // 2 ** (k - 1) < 1:
        raise ValueError("the smallest size would be empty")
    return np.array([n // 2 ** (k - 1 - i) for i in range(k)])

# %% task="curve" kind="wrong" breaks="what is handed in is not changed: no array or list has other values after a call"
# believed: shuffling x and y inside the function changes only the function's own x and y
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("bad size")
    order = np.random.default_rng(seed).permutation(len(x))
    x[:] = x[order]
    y[:] = y[order]
    train_loss, val_loss = [], []
    for size in sizes:
        model = make_model()
        model.fit(x[:size], y[:size])
        train_loss.append(np.mean((np.ravel(model.predict(x[:size])) - y[:size]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="Only the last point of each curve counts."
# believed: the best validation loss of the curve is the one to judge by
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = train_loss[-1], min(val_loss)
    if val <= target:
        return "fine"
    first, second = max(train - target, 0), max(val - train, 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="The same arguments give the same forecast."
# believed: a random search finds the best curve, so it needs no seed
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    losses = np.asarray(val_loss, dtype=float)
    rng = np.random.default_rng()
    best, answer = np.inf, losses[-1]
    for _ in range(1000):
        floor = rng.uniform(0, losses.min())
        c = rng.uniform(0.4, 1.1)
        column = m**-c / losses
        b = np.sum(column * (1 - floor / losses)) / np.sum(column**2)
        off = np.sum((floor / losses + b * column - 1) ** 2)
        if off < best:
            best, answer = off, floor + b * n**-c
    return float(answer)

# %% task="advise" kind="wrong" breaks="is fitted once on all other rows."
# believed: the model learns from the whole file and the held-out rows are only for measuring (so the exam was in the homework)
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(10):
        held = rng.choice(n, n // 5, replace=False)
        model = make_model()
        model.fit(x, y)
        train.append(np.mean((np.ravel(model.predict(x)) - y) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"

# %% task="ideal" kind="wrong" breaks="what is handed in is not changed: no array or list has other values after a call"
# believed: y -= mean makes a y of one's own
def ideal(x, y, seed):
    mean, spread = y.mean(), y.std()
    y -= mean
    y /= spread

    class Model:
        def __init__(self, curve):
            self.curve = curve

        def predict(self, x):
            return mean + spread * self.curve(x[:, 0])

    fit = np.polynomial.Polynomial.fit
    n = len(x)
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, 10)
    scores = []
    for degree in range(1, 13):
        losses = []
        for held in parts:
            rest = np.setdiff1d(order, held)
            curve = fit(x[rest, 0], y[rest], degree)
            losses.append(np.mean((curve(x[held, 0]) - y[held]) ** 2))
        scores.append(np.mean(losses))
    return Model(fit(x[:, 0], y, 1 + int(np.argmin(scores))))
