# %% task="sizes" kind="wrong" breaks="where a contract says *array*, give back a NumPy array or a tensor; a list is no array"
# believed: a list of ints is as good as an array
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    return [n // 2**i for i in reversed(range(k))]

# %% task="curve" kind="wrong" breaks="and their own y, of shapes (size, columns) and (size,)."
# believed: the answers must be a column, as the predictions of a network are, so fit gets y of shape (size, 1)
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("bad size")
    y, y_val = y.reshape(-1, 1), y_val.reshape(-1, 1)
    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(np.mean((model.predict(x[rows]).reshape(-1, 1) - y[rows]) ** 2))
        val_loss.append(np.mean((model.predict(x_val).reshape(-1, 1) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="The second is how far the validation loss lies above the training loss, or 0 if it does not."
# believed: the ratio of the two distances can always be formed (overlooked: the second may be 0)
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    first, second = max(train - target, 0.0), max(val - train, 0.0)
    ratio = first / second
    if ratio >= 2:
        return "bias"
    if ratio <= 0.5:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="forecasts at eight times the last size are off by at most 6 % of the true loss in the mean of thirty curves."
# believed: three points fix three unknowns, so the last three decide (the noise of 1 % then decides, too)
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)[-3:]
    losses = np.asarray(val_loss, dtype=float)[-3:]
    if np.ptp(losses) == 0:
        return float(losses[-1])
    wanted = (losses[0] - losses[1]) / (losses[1] - losses[2])
    c = np.linspace(0.4, 1.1, 701)
    ratio = (m[0] ** -c - m[1] ** -c) / (m[1] ** -c - m[2] ** -c)
    c = c[np.argmin(np.abs(ratio - wanted))]
    b = (losses[0] - losses[2]) / (m[0] ** -c - m[2] ** -c)
    floor = losses[2] - b * m[2] ** -c
    return float(floor + b * n**-c)

# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more. Each time at least a tenth of the rows and at most a third, to within one row, are drawn at random."
# believed: the seed belongs into the loop (so that the same rows are held out ten times)
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    train, val = [], []
    for _ in range(10):
        rng = np.random.default_rng(seed)
        order = rng.permutation(n)
        held, rest = order[: n // 4], order[n // 4 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"
