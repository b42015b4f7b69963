# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError."
# believed: the check of 2**k covers every bad k (overlooked: for k = 0 there are always enough rows)
def sizes(n, k):
    if n < 2**k:
        raise ValueError(f"{n} rows are too few for {k} sizes")
    return np.array([n // 2**i for i in range(k)][::-1], dtype=int)

# %% task="curve" kind="wrong" breaks="Rows of a smaller size are among those of each larger size."
# believed: each size gets a draw of its own
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(s < 1 or s > n for s in sizes):
        raise ValueError("bad size")
    rng = np.random.default_rng(seed)
    train_loss, val_loss = [], []
    for size in sizes:
        chosen = rng.permutation(n)[:size]
        model = make_model()
        model.fit(x[chosen], y[chosen])
        train_loss.append(((np.ravel(model.predict(x[chosen])) - y[chosen]) ** 2).mean())
        val_loss.append(((np.ravel(model.predict(x_val)) - y_val) ** 2).mean())
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`."
# believed: the validation loss must lie below the level (overlooked: "at most" includes the level itself)
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves have different lengths")
    if len(train_loss) < 1:
        raise ValueError("no point")
    if val_loss[-1] < target:
        return "fine"
    first = max(train_loss[-1] - target, 0)
    second = max(val_loss[-1] - train_loss[-1], 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="each 1.5 to 2.5 times the one before"
# believed: each size is exactly double the one before, so each fall is the same part of the fall before it
def forecast(sizes, val_loss, n):
    losses = np.asarray(val_loss, dtype=float)
    falls = losses[:-1] - losses[1:]
    if falls.max() <= 0:
        return float(losses.mean())
    c = np.linspace(0.4, 1.1, 71)
    # after each doubling b * m ** -c is 2 ** -c of what it was
    powers = 2.0 ** (-c[:, None] * np.arange(len(losses)))
    steps = np.log2(n / sizes[-1]) + len(losses) - 1
    best, answer = np.inf, losses[-1]
    for ci, column in zip(c, powers):
        table = np.stack([np.ones(len(losses)), column], axis=1) / losses[:, None]
        floor, b = np.linalg.lstsq(table, np.ones(len(losses)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, (table[:, 1].sum()) / (table[:, 1] ** 2).sum()
        off = np.sum((table @ [floor, b] - 1) ** 2)
        if off < best:
            best, answer = off, floor + b * 2.0 ** (-ci * steps)
    return float(answer)

# %% task="advise" kind="wrong" breaks="too: another model costs less than a year."
# believed: whatever is not clearly bias can be helped with more data
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    order = np.random.default_rng(seed).permutation(n)
    train, val = [], []
    for held in np.array_split(order, 10):
        rest = np.setdiff1d(order, held)
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    if first >= 2 * second:
        return "model"
    return "data"

# %% task="ideal" kind="wrong" breaks="The same seed gives the same predictions."
# believed: any shuffle is as good as any other, so the seed is not needed
def ideal(x, y, seed):
    order = np.random.default_rng().permutation(len(x))
    cut = len(x) // 4
    held, rest = order[:cut], order[cut:]
    losses = []
    for degree in range(1, 16):
        model = Polynomial(degree)
        model.fit(x[rest], y[rest])
        losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
    model = Polynomial(1 + int(np.argmin(losses)))
    model.fit(x[rest], y[rest])
    return model
