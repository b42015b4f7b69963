# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,), rising."
# believed: rounded numbers are integers (np.round leaves them floats)
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k does not fit n")
    return np.floor(n / 2.0 ** np.arange(k - 1, -1, -1))

# %% task="curve" kind="wrong" breaks="x and y of different lengths raise a ValueError, x_val and y_val too"
# believed: only the rows to learn from and the sizes need a check (a single y_val is then silently compared with all x_val)
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="Earlier ones may hold anything, even NaN."
# believed: a curve with a NaN anywhere is a broken curve and has to be refused
def read_curves(train_loss, val_loss, target):
    train_loss, val_loss = np.asarray(train_loss, dtype=float), np.asarray(val_loss, dtype=float)
    if train_loss.shape != val_loss.shape or train_loss.size == 0:
        raise ValueError("the curves do not fit")
    if np.isnan(train_loss).any() or np.isnan(val_loss).any():
        raise ValueError("NaN in a curve")
    if val_loss[-1] <= target:
        return "fine"
    first = max(train_loss[-1] - target, 0)
    second = max(val_loss[-1] - train_loss[-1], 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="Losses may be in any unit, from 1e-6 to 1e6."
# believed: two decimals are enough, as the example shows 0.3
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    losses = np.asarray(val_loss, dtype=float)
    best, answer = np.inf, losses[-1]
    for c in np.linspace(0.4, 1.1, 71):
        table = np.stack([np.ones(len(m)), m**-c], axis=1) / losses[:, None]
        weights = np.linalg.lstsq(table, np.ones(len(m)), rcond=None)[0]
        if weights[0] < 0:
            weights = np.array([0, table[:, 1].sum() / (table[:, 1] ** 2).sum()])
        if weights[1] < 0:
            weights = np.array([table[:, 0].sum() / (table[:, 0] ** 2).sum(), 0])
        off = np.sum((table @ weights - 1) ** 2)
        if off < best:
            best, answer = off, weights[0] + weights[1] * n**-c
    return round(float(answer), 2)

# %% task="advise" kind="wrong" breaks="A new model, of one call of `make_model`, is fitted once on all other rows."
# believed: one model can be fitted again for each hold-out
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    model = make_model()
    order = np.random.default_rng(seed).permutation(n)
    train, val = [], []
    for part in range(10):
        held = order[part::10]
        rest = np.delete(order, np.arange(part, n, 10))
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"

# %% task="ideal" kind="wrong" breaks="and its mean need not be near 0."
# believed: the powers of x are columns enough (overlooked: without a column of ones the curve goes through 0)
def ideal(x, y, seed):
    class Powers(Linear):
        def __init__(self, degree):
            self.powers = np.arange(1, degree + 1)

        def fit(self, rows, answers):
            super().fit(rows**self.powers, answers)

        def predict(self, rows):
            return super().predict(rows**self.powers)

    n = len(x)
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, 10)
    scores = []
    for degree in range(1, 13):
        losses = []
        for held in parts:
            rest = np.setdiff1d(order, held)
            model = Powers(degree)
            model.fit(x[rest], y[rest])
            losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        scores.append(np.mean(losses))
    model = Powers(1 + int(np.argmin(scores)))
    model.fit(x, y)
    return model
