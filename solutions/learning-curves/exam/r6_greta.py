# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5 times the one before it"
# believed: doubling from the smallest size ends near n, and the last one may simply be set to n
def sizes(n, k):
    if k < 1:
        raise ValueError("k")
    if n < 2**k:
        raise ValueError("n")
    start = n // 2 ** (k - 1)
    result = start * 2 ** np.arange(k)
    result[-1] = n
    return result


# %% task="curve" kind="wrong" breaks="The rows are drawn at random from all n"
# believed: the first rows of the file are as good as any
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths")
    for m in sizes:
        if not 1 <= m <= len(x):
            raise ValueError("sizes")
    train, val = [], []
    for m in sizes:
        model = make_model()
        model.fit(x[:m], y[:m])
        off = model.predict(x[:m]).reshape(-1) - y[:m]
        train.append((off**2).mean())
        off = model.predict(x_val).reshape(-1) - y_val
        val.append((off**2).mean())
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="if the second is at least twice the first"
# believed: at least twice means more than twice
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("lengths")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = max(0, train - target)
    variance = max(0, val - train)
    if bias > 2 * variance:
        return "bias"
    if variance > 2 * bias:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Losses follow floor + b * m ** -c"
# believed: on two logarithmic axes a learning curve is a straight line
def forecast(sizes, val_loss, n):
    slope, start = np.polyfit(np.log(sizes), np.log(val_loss), 1)
    return float(np.exp(start + slope * np.log(n)))


# %% task="advise" kind="wrong" breaks="Each loss is then averaged over all hold-outs."
# believed: the median is the safer mean
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(20):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(((model.predict(x[rest]).reshape(-1) - y[rest]) ** 2).mean())
        val.append(((model.predict(x[out]).reshape(-1) - y[out]) ** 2).mean())
    t, v = np.median(train), np.median(val)
    if v <= target:
        return "stop"
    bias, variance = max(0, t - target), max(0, v - t)
    if bias >= 2 * variance:
        return "model"
    if variance >= 2 * bias:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="Rows come in any order, and may be sorted."
# believed: the last fifth of the file is a fair hold-out
def ideal(x, y, seed):
    cut = len(x) * 4 // 5
    best, best_loss = None, np.inf
    for degree in range(1, 11):
        model = Polynomial(degree)
        model.fit(x[:cut], y[:cut])
        loss = np.mean((model.predict(x[cut:]) - y[cut:]) ** 2)
        if loss < best_loss:
            best, best_loss = degree, loss
    model = Polynomial(best)
    model.fit(x, y)
    return model
