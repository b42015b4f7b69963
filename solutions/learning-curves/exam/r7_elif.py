# %% task="sizes" kind="wrong" breaks="times the one before it, both bounds included."
# believed: powers of two, with n put behind them, double up to the end
def sizes(n, k):
    if k < 1:
        raise ValueError("k")
    if n < 2**k:
        raise ValueError("n")
    power = 1
    while power * 2 < n:
        power *= 2
    chosen = [n]
    while len(chosen) < k:
        chosen.insert(0, power)
        power //= 2
    return np.array(chosen)


# %% task="curve" kind="wrong" breaks="different rows of x and their own y, of shapes (size, columns) and (size,)."
# believed: random row numbers from rng.integers are different from one another
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths")
    if any(m < 1 or m > n for m in sizes):
        raise ValueError("sizes")
    order = np.random.default_rng(seed).integers(0, n, size=n)
    train, val = [], []
    for m in sizes:
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train, dtype=float), np.array(val, dtype=float)


# %% task="read" kind="wrong" breaks="if the first distance is at least twice the second."
# believed: "at least twice" means more than twice
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("lengths")
    t, v = train_loss[-1], val_loss[-1]
    if v <= target:
        return "fine"
    d1, d2 = max(t - target, 0), max(v - t, 0)
    if d1 > 2 * d2:
        return "bias"
    if d2 > 2 * d1:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="None of the three is known:"
# believed: the floor is the lowest loss that was seen
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=float)
    y = np.array(val_loss, dtype=float)
    floor = y.min()
    above = y > floor * (1 + 1e-9)
    if above.sum() < 2:
        return float(floor)
    slope, start = np.polyfit(np.log(m[above]), np.log(y[above] - floor), 1)
    return float(floor + np.exp(start + slope * np.log(n)))


# %% task="advise" kind="wrong" breaks="Each loss is then averaged over"
# believed: a median is an average too, and a calmer one
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(15):
        order = rng.permutation(n)
        out, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    t, v = np.median(train), np.median(val)
    if v <= target:
        return "stop"
    d1, d2 = max(t - target, 0), max(v - t, 0)
    return "model" if d1 >= 2 * d2 or d2 < 2 * d1 else "data"


# %% task="ideal" kind="wrong" breaks="by at most 0.35 times that variance."
# believed: the best model is the one with the lowest loss on the rows that were learnt
class Neighbours:
    def __init__(self, x, y, k):
        self.x, self.y, self.k = x[:, 0].copy(), y.copy(), k

    def predict(self, x):
        far = np.abs(np.asarray(x)[:, :1] - self.x)
        return self.y[np.argsort(far, axis=1)[:, : self.k]].mean(axis=1)


def ideal(x, y, seed):
    models = [Neighbours(x, y, k) for k in (1, 3, 7, 15, 30, 60)]
    losses = [np.mean((model.predict(x) - y) ** 2) for model in models]
    return models[int(np.argmin(losses))]
