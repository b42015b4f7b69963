# %% task="sizes" kind="right"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("sizes(n, k) takes k >= 1 and n >= 2**k")
    shares = 2.0 ** -np.arange(k - 1, -1, -1.0)
    return keras.ops.convert_to_tensor(np.rint(int(n) * shares).astype("int64"), dtype="int64")


# %% task="curve" kind="wrong" breaks="global random states of NumPy and Python stay as they are"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("rows and answers should be equally many")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("sizes should be from 1 to the number of rows")
    before = np.random.get_state()
    keras.utils.set_random_seed(int(seed))
    order = np.random.permutation(len(x))
    np.random.set_state(before)
    train, val = [], []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.asarray(model.predict(x[rows])).ravel() - y[rows]) ** 2))
        val.append(np.mean((np.asarray(model.predict(x_val)).ravel() - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="or 0 if it does not"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of the same length, of one point or more")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    ratio = bias / variance
    if ratio >= 2:
        return "bias"
    return "variance" if ratio <= 0.5 else "both"


# %% task="forecast" kind="wrong" breaks="what is handed in is not changed"
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    y = np.asarray(val_loss, dtype=float)
    unit = y[-1]
    y /= unit
    best = (np.inf, 0.0)
    for c in np.linspace(0.4, 1.1, 141):
        fall = (m / m[-1]) ** -c
        columns = np.stack([1 / y, fall / y], axis=1)
        floor, b = np.linalg.lstsq(columns, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, columns[:, 1].sum() / (columns[:, 1] ** 2).sum()
        if b < 0:
            floor, b = columns[:, 0].sum() / (columns[:, 0] ** 2).sum(), 0.0
        off = ((floor * columns[:, 0] + b * columns[:, 1] - 1) ** 2).sum()
        best = min(best, (off, floor + b * (n / m[-1]) ** -c))
    return float(unit * best[1])


# %% task="advise" kind="wrong" breaks="The training loss is measured on the rows just"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(20):
        held = rng.permutation(len(x))[: len(x) // 5]
        rest = np.delete(np.arange(len(x)), held)
        model = make_model()
        model.fit(x[rest], y[rest])
        off = (np.ravel(model.predict(x)) - y) ** 2
        train.append(off.mean())
        val.append(off[held].mean())
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    return "data" if variance >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="is unknown: y is of any size from 0.001 to 1000"
def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    splits = [np.split(rng.permutation(len(x)), [len(x) // 5]) for _ in range(10)]

    def exam(degree):
        losses = []
        for held, rest in splits:
            model = Polynomial(degree)
            model.fit(x[rest], y[rest])
            losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        return np.mean(losses)

    scores = [exam(degree) for degree in range(1, 11)]
    # The stiffest model that is as good as the best one.
    degree = next(d for d, score in enumerate(scores, 1) if score <= min(scores) + 1e-3)
    model = Polynomial(degree)
    model.fit(x, y)
    return model
