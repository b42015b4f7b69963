# %% task="curve" kind="wrong" breaks="what is handed in is not changed"
# believed: shuffle gives back a shuffled copy, or it does not matter that it mixes the caller's arrays
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("size")
    # the same seed twice, so that x and y are mixed alike
    np.random.default_rng(seed).shuffle(x)
    np.random.default_rng(seed).shuffle(y)
    train, val = [], []
    for m in sizes:
        model = make_model()
        model.fit(x[:m], y[:m])
        train.append(np.mean((np.ravel(model.predict(x[:m])) - y[:m]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="and so do curves without a point"
# believed: an empty curve fails by itself, and any error will do
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("different lengths")
    t, v = train_loss[-1], val_loss[-1]
    if v <= target:
        return "fine"
    first, second = max(t - target, 0), max(v - t, 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Returns the loss to be expected with n rows"
# believed: n is the number of rows that are bought in addition to the last size
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    total = m[-1] + n
    best, answer = np.inf, loss[-1]
    for c in np.arange(0.4, 1.101, 0.01):
        for floor in np.linspace(0, loss.min(), 101):
            p = m**-c
            b = max(np.sum(p * (loss - floor) / loss**2) / np.sum((p / loss) ** 2), 0)
            error = np.sum(((floor + b * p) / loss - 1) ** 2)
            if error < best:
                best, answer = error, floor + b * total**-c
    return float(answer)


# %% task="advise" kind="wrong" breaks="applied to the two mean losses"
# believed: each hold-out gives its own advice, and the most frequent one wins
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    votes = []
    for _ in range(11):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        t = np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2)
        v = np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2)
        if v <= target:
            votes.append("stop")
        elif max(v - t, 0) >= 2 * max(t - target, 0):
            votes.append("data")
        else:
            votes.append("model")
    return max(["model", "data", "stop"], key=votes.count)


# %% task="ideal" kind="wrong" breaks="In the mean it exceeds the loss on the rows of x by at most 0.35 times that variance."
# believed: the model that fits its own rows best is the best model
def ideal(x, y, seed):
    best, best_loss = None, np.inf
    for degree in range(5, 61, 5):
        model = Polynomial(degree)
        model.fit(x, y)
        loss = np.mean((model.predict(x) - y) ** 2)
        if loss < best_loss:
            best, best_loss = model, loss
    return best
