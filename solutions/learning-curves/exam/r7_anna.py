# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,), rising."
# believed: half of a number of rows is simply n / 2, and it may stay a float
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    if n < 2**k:
        raise ValueError("too few rows")
    result = []
    value = n
    for i in range(k):
        result.append(value)
        value = value / 2
    result.reverse()
    result = np.array(result, dtype=float)
    return result


# %% task="curve" kind="wrong" breaks="random from all n, and each is as likely as any other."
# believed: the first rows of the file are as good a sample as any other
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val differ in length")
    for size in sizes:
        if size < 1 or size > len(x):
            raise ValueError("no such size")
    train_losses = []
    val_losses = []
    for size in sizes:
        size = int(size)
        part_x = x[:size]
        part_y = y[:size]
        model = make_model()
        model.fit(part_x.copy(), part_y.copy())
        guess = np.asarray(model.predict(part_x), dtype=float).reshape(-1)
        train_losses.append(np.mean((guess - part_y) ** 2))
        guess = np.asarray(model.predict(x_val), dtype=float).reshape(-1)
        val_losses.append(np.mean((guess - y_val) ** 2))
    return np.array(train_losses), np.array(val_losses)


# %% task="read" kind="wrong" breaks="The first is how far the training loss lies above `target`, or 0 if it does not."
# believed: a distance is never negative, so one takes its absolute value
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves differ in length")
    if len(train_loss) == 0:
        raise ValueError("the curves are empty")
    train = float(train_loss[-1])
    val = float(val_loss[-1])
    if val <= target:
        return "fine"
    first = abs(train - target)
    second = max(val - train, 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Losses follow floor + b * m ** -c, where m is the number of rows."
# believed: on the logarithmic axis of the pictures a curve may be continued by a straight line
def forecast(sizes, val_loss, n):
    logs = []
    for m in sizes:
        logs.append(np.log(float(m)))
    losses = []
    for loss in val_loss:
        losses.append(float(loss))
    slope, start = np.polyfit(logs, losses, 1)
    return float(start + slope * np.log(float(n)))


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    rng = np.random.default_rng(seed)
    count = n // 5
    total_train = 0.0
    total_val = 0.0
    times = 12
    for time in range(times):
        order = rng.permutation(n)
        out = []
        rest = []
        for place in range(n):
            if place < count:
                out.append(order[place])
            else:
                rest.append(order[place])
        model = make_model()
        model.fit(x[rest], y[rest])
        guess = np.asarray(model.predict(x[rest]), dtype=float).reshape(-1)
        total_train = total_train + np.mean((guess - y[rest]) ** 2)
        guess = np.asarray(model.predict(x[out]), dtype=float).reshape(-1)
        total_val = total_val + np.mean((guess - y[out]) ** 2)
    train = total_train / times
    val = total_val / times
    if val <= target:
        return "stop"
    first = 0.0
    if train > target:
        first = train - target
    second = 0.0
    if val > train:
        second = val - train
    if first >= 2 * second:
        return "model"
    elif second >= 2 * first:
        return "data"
    else:
        return "model"


# %% task="ideal" kind="right"
class AnnasPolynomial:
    def __init__(self, curve):
        self.curve = curve

    def predict(self, x):
        return self.curve(np.asarray(x)[:, 0])


def ideal(x, y, seed):
    n = len(x)
    rng = np.random.default_rng(seed)
    holdouts = []
    for time in range(10):
        order = rng.permutation(n)
        holdouts.append((order[: n // 5], order[n // 5 :]))
    best_degree = None
    best_loss = None
    for degree in range(1, 11):
        losses = []
        for out, rest in holdouts:
            curve = np.polynomial.Polynomial.fit(x[rest, 0], y[rest], degree, domain=[-1, 1])
            losses.append(np.mean((curve(x[out, 0]) - y[out]) ** 2))
        loss = sum(losses) / len(losses)
        if best_loss is None or loss < best_loss:
            best_loss = loss
            best_degree = degree
    curve = np.polynomial.Polynomial.fit(x[:, 0], y, best_degree, domain=[-1, 1])
    return AnnasPolynomial(curve)
