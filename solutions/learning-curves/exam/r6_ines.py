# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError."
# believed: one check, of the number of rows, covers a k of 0, too
def sizes(n, k):
    if n < 2**k:
        raise ValueError("too few rows")
    return np.array([n // 2**i for i in range(k)][::-1], dtype=np.int64)


# %% task="curve" kind="wrong" breaks="each is as likely as any other"
# believed: it is enough to mix the rows up to the largest size
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if len(y) != n or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > n:
        raise ValueError("sizes must be from 1 to n")
    order = np.random.default_rng(seed).permutation(max(sizes))
    train, val = [], []
    for m in sizes:
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="Only the last point of each curve counts."
# believed: one reads the curves where the validation loss is lowest, as with early stopping
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("curves of different lengths, or empty")
    best = int(np.nanargmin(val_loss))
    t, v = train_loss[best], val_loss[best]
    if v <= target:
        return "fine"
    first, second = max(t - target, 0), max(v - t, 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="The same arguments give the same forecast."
# believed: many random guesses find the same best one each time
def forecast(sizes, val_loss, n):
    m, loss = np.asarray(sizes, float), np.asarray(val_loss, float)
    rng = np.random.default_rng()
    c = rng.uniform(0.4, 1.1, 20000)[:, None]
    floor = rng.uniform(0, loss.min(), 20000)[:, None]
    power = m**-c
    b = np.sum(power * (loss - floor) / loss**2, axis=1) / np.sum((power / loss) ** 2, axis=1)
    b = np.maximum(b, 0)[:, None]
    error = np.sum(((floor + b * power) / loss - 1) ** 2, axis=1)
    i = np.argmin(error)
    return float(floor[i, 0] + b[i, 0] * float(n) ** -c[i, 0])


# %% task="advise" kind="wrong" breaks="It decides which rows are held out."
# believed: the numbers 0 to 9 as seeds are random enough, the argument seed is only for show
def advise(make_model, x, y, target, seed):
    n = len(x)
    if len(y) != n:
        raise ValueError("lengths differ")
    train, val = [], []
    for s in range(10):
        order = np.random.default_rng(s).permutation(n)
        out, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    t, v = np.mean(train), np.mean(val)
    if v <= target:
        return "stop"
    if max(v - t, 0) >= 2 * max(t - target, 0):
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="The same seed gives the same predictions."
# believed: with enough rows each random split chooses the same degree, so no seed is needed
def ideal(x, y, seed):
    order = np.random.default_rng().permutation(len(x))
    out, rest = order[: len(x) // 5], order[len(x) // 5 :]
    losses = []
    for degree in range(1, 13):
        model = Polynomial(degree)
        model.fit(x[rest], y[rest])
        losses.append(np.mean((model.predict(x[out]) - y[out]) ** 2))
    model = Polynomial(1 + int(np.argmin(losses)))
    model.fit(x, y)
    return model
