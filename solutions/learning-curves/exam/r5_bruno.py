# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5 times the one before it, both bounds included."
# believed: equal steps on a logarithmic axis from ten rows to n are enough, whatever k is
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    if n < 2**k:
        raise ValueError("fewer than 2**k rows")
    if k == 1:
        return np.array([n])
    return np.round(np.geomspace(min(10, n // 2), n, k)).astype(int)

# %% task="curve" kind="wrong" breaks="The first holds each model's loss on the rows that it was fitted on, and on no others."
# believed: the training loss is the loss on the whole training file
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("rows and answers differ in length")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("a size is out of range")

    def loss(model, rows, answers):
        return np.mean((np.ravel(model.predict(rows)) - answers) ** 2)

    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = [], []
    for size in sizes:
        model = make_model()
        model.fit(x[order[:size]], y[order[:size]])
        train_loss.append(loss(model, x, y))
        val_loss.append(loss(model, x_val, y_val))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="or 0 if it does not."
# believed: a distance is an absolute value, so a training loss below the level counts as bias, too
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    first = abs(train - target)
    second = abs(val - train)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="each forecast is off by at most 8 % of the true loss."
# believed: the floor is a little below the lowest loss that was seen, and the rest is a straight line in the logarithms
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    losses = np.asarray(val_loss, dtype=float)
    floor = 0.95 * losses.min()
    slope, start = np.polyfit(np.log(m), np.log(losses - floor), 1)
    return float(floor + np.exp(start + slope * np.log(n)))

# %% task="advise" kind="wrong" breaks="Each loss is then averaged over all hold-outs."
# believed: the median is the safer average, as in the pictures above
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(20):
        order = rng.permutation(n)
        held, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.median(train), np.median(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"

# %% task="ideal" kind="wrong" breaks="in which each row has its own prediction, whatever rows stand beside it."
# believed: rows are scaled to 0 to 1 by their own minimum and maximum, in predict as in fit
def ideal(x, y, seed):
    class Scaled:
        def __init__(self, degree):
            self.degree = degree

        def scale(self, x):
            low, high = x[:, 0].min(), x[:, 0].max()
            return (x[:, 0] - low) / (high - low)

        def fit(self, x, y):
            self.curve = np.polynomial.Polynomial.fit(self.scale(x), y, self.degree)

        def predict(self, x):
            return self.curve(self.scale(x))

    rng = np.random.default_rng(seed)
    n = len(x)
    splits = [rng.permutation(n) for _ in range(10)]
    scores = []
    for degree in range(1, 13):
        losses = []
        for order in splits:
            held, rest = order[: n // 5], order[n // 5 :]
            model = Polynomial(degree)
            model.fit(x[rest], y[rest])
            losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        scores.append(np.mean(losses))
    best = Scaled(1 + int(np.argmin(scores)))
    best.fit(x, y)
    return best
