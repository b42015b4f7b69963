# %% task="curve" kind="wrong" breaks="on exactly so many different rows of x and their own y, of shapes (size, columns) and (size,)"
# believed: answers should stand in a column, for fit, too, because Keras predicts a column
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(m < 1 or m > len(x) for m in sizes):
        raise ValueError("sizes")
    y = y.reshape(-1, 1)
    y_val = y_val.reshape(-1, 1)
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for m in sizes:
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((model.predict(x[rows]).reshape(-1, 1) - y[rows]) ** 2))
        val.append(np.mean((model.predict(x_val).reshape(-1, 1) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`"
# believed: all is fine only if both losses have reached the level
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves")
    t, v = train_loss[-1], val_loss[-1]
    if t <= target and v <= target:
        return "fine"
    first = max(t - target, 0)
    second = max(v - t, 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Where each of seven losses is off by about 1 %"
# believed: with three unknowns the last three points are enough
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes[-3:], float), np.array(val_loss[-3:], float)
    best = (np.inf, loss[-1])
    for c in np.linspace(0.05, 3, 2951):
        p = m**-c
        b = (loss[0] - loss[2]) / (p[0] - p[2])
        floor = loss[2] - b * p[2]
        error = abs(floor + b * p[1] - loss[1])
        if error < best[0]:
            best = (error, floor + b * float(n) ** -c)
    return float(best[1])


# %% task="advise" kind="wrong" breaks="A new model, of one call of `make_model`"
# believed: fitting the same model again makes it forget the last hold-out
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    model = make_model()
    train, val = [], []
    for _ in range(10):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    t, v = np.mean(train), np.mean(val)
    if v <= target:
        return "stop"
    first, second = max(t - target, 0), max(v - t, 0)
    if second >= 2 * first:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="its mean need not be near 0"
# believed: the mean that was taken off y for the fit does not matter to predict
def ideal(x, y, seed):
    centred = y - y.mean()
    rng = np.random.default_rng(seed)
    losses = np.zeros(10)
    for _ in range(10):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        for d in range(10):
            model = Polynomial(d + 1)
            model.fit(x[rest], centred[rest])
            losses[d] += np.mean((model.predict(x[out]) - centred[out]) ** 2)
    model = Polynomial(int(losses.argmin()) + 1)
    model.fit(x, centred)
    return model
