# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5 times the one before it, both bounds included."
# believed: sizes must be powers of two below n, with n itself put behind them; the last step (64 to 80) was not looked at
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("too few rows for so many sizes")
    top = (n - 1).bit_length() - 1  # the largest power of two below n
    powers = [2 ** (top - i) for i in range(k - 1)]
    return np.array(powers[::-1] + [n])

# %% task="curve" kind="wrong" breaks="For each size `make_model` is called once."
# believed: fit starts from scratch, so one model serves for all sizes
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("rows and answers differ in length")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    model = make_model()
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[:size]
        model.fit(x[rows], y[rows])
        train_loss.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="if the first distance is at least twice the second."
# believed: "at least twice" means more than twice
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    first, second = max(train - target, 0), max(val - train, 0)
    if first > 2 * second:
        return "bias"
    if second > 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="None of the three is known: `floor` and `b` are 0 or more, not both 0, and `c` is from 0.4 to 1.1."
# believed: the loss sinks with 1 / m, so c is 1 and only floor and b have to be found
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    losses = np.asarray(val_loss, dtype=float)
    table = np.stack([np.ones(len(m)), 1 / m], axis=1)
    floor, b = np.linalg.lstsq(table, losses, rcond=None)[0]
    return float(max(floor, 0) + max(b, 0) / n)

# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
# believed: one random fifth is enough to judge a model
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    order = np.random.default_rng(seed).permutation(n)
    held, rest = order[: n // 5], order[n // 5 :]
    model = make_model()
    model.fit(x[rest], y[rest])
    train = np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2)
    val = np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    if second >= 2 * first and not first >= 2 * second:
        return "data"
    return "model"

# %% task="ideal" kind="wrong" breaks="The unit of y is unknown: y is of any size from 0.001 to 1000, and its mean need not be near 0."
# believed: the noise is the NOISE of the homework, so take the first degree whose hold-out loss is at most 1.1 times that
def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    n = len(x)
    splits = [rng.permutation(n) for _ in range(10)]
    for degree in range(1, 16):
        losses = []
        for order in splits:
            held, rest = order[: n // 5], order[n // 5 :]
            model = Polynomial(degree)
            model.fit(x[rest], y[rest])
            losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        if np.mean(losses) <= 1.1 * NOISE:
            break
    model = Polynomial(degree)
    model.fit(x, y)
    return model
