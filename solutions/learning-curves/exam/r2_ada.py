# %% task="sizes" kind="right"
def sizes(n, k):
    if k < 1:
        raise ValueError("at least one size, please")
    if n < 2 ** int(k):
        raise ValueError("too few rows for that many sizes")
    found = [n]
    while len(found) < k:
        found.append(found[-1] // 2)
    found.reverse()
    return np.array(found, dtype=np.int64)

# %% task="curve" kind="wrong" breaks="Rows of a smaller size are among those of"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if len(y) != n or len(x_val) != len(y_val) or min(sizes) < 1 or max(sizes) > n:
        raise ValueError("these do not fit together")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for size in sizes:
        rows = rng.choice(n, size, replace=False)
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# The label was `wrong`: float32, or ints beyond 2**53. Since then the contract names neither.
# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    # the numbers as they come, float32 or not
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = max(train - target, 0)
    variance = max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="Where the losses follow such a curve exactly, each forecast is off by at most 8 % of the true loss."
def forecast(sizes, val_loss, n):
    # it has come to rest, or nearly so
    return float(val_loss[-1])

# %% task="advise" kind="wrong" breaks="Each loss is then averaged over"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(12):
        order = rng.permutation(n)
        out, kept = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[kept], y[kept])
        train.append(np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    train, val = np.median(train), np.median(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if variance >= 2 * bias and not bias >= 2 * variance:
        return "data"
    return "model"

# %% task="ideal" kind="right"
class _Bent:
    """A polynomial, as a model."""

    def __init__(self, x, y, degree):
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, degree, domain=[-1, 1])

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    n = len(x)
    total = [0.0] * 13
    for _ in range(10):
        order = rng.permutation(n)
        out, kept = order[: n // 5], order[n // 5 :]
        for degree in range(1, 13):
            model = _Bent(x[kept], y[kept], degree)
            total[degree] += np.mean((model.predict(x[out]) - y[out]) ** 2)
    best = min(range(1, 13), key=lambda degree: total[degree])
    return _Bent(x, y, best)
