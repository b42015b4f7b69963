# %% task="sizes" kind="wrong" breaks="just 2**k rows will do"
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    if n <= 2**k:
        raise ValueError("not enough rows")
    out = [n]
    while len(out) < k:
        out.insert(0, out[0] // 2)
    return np.array(out)


# %% task="curve" kind="wrong" breaks="each is as likely as any other"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(s < 1 or s > n for s in sizes):
        raise ValueError("a size is out of range")
    rng = np.random.default_rng(seed)
    order = list(range(n))
    # shuffle: swap each row with one that stands before it
    for i in range(n - 1, 0, -1):
        j = int(rng.integers(0, i))
        order[i], order[j] = order[j], order[i]
    order = np.array(order)

    def mse(model, a, b):
        return float(((np.asarray(model.predict(a), "float64").reshape(-1) - b) ** 2).mean())

    train, val = [], []
    for s in sizes:
        rows = order[: int(s)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(mse(model, x[rows], y[rows]))
        val.append(mse(model, x_val, y_val))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="and there is no tolerance"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    tiny = 1e-9  # never divide by 0
    first = max(train - target, 0.0)
    second = max(val - max(train, target), 0.0)
    if first / (second + tiny) >= 2:
        return "bias"
    if second / (first + tiny) >= 2:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="each 1.5 to 2.5 times the one before"
def forecast(sizes, val_loss, n):
    told = np.array(val_loss, dtype=float)
    steps = np.arange(len(told))  # each step doubles the rows
    ahead = len(told) - 1 + np.log2(n / sizes[-1])
    best = (np.inf, 0.0)
    for c in np.linspace(0.4, 1.1, 141):
        table = np.stack([np.ones(len(told)), 2.0 ** (-c * steps)]).T / told[:, None]
        w = np.linalg.lstsq(table, np.ones(len(told)), rcond=None)[0]
        if w.min() < 0:
            alone = table.sum(axis=0) / (table**2).sum(axis=0)
            w = np.array([0.0, alone[1]]) if w[0] < 0 else np.array([alone[0], 0.0])
        error = float(np.sum((table @ w - 1) ** 2))
        best = min(best, (error, float(w[0] + w[1] * 2.0 ** (-c * ahead))))
    return best[1]


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths")
    world, n = np.random.default_rng([int(seed), 2024]), len(x)

    def pair(keys):
        out = keys <= np.sort(keys)[n // 4 - 1]
        model = make_model()
        model.fit(x[~out], y[~out])
        said = [np.asarray(model.predict(x[i]), float).ravel() for i in (~out, out)]
        return [np.mean(np.square(s - y[i].astype(float))) for s, i in zip(said, (~out, out))]

    low, high = np.mean([pair(world.random(n)) for _ in range(16)], axis=0)
    bias, gap = max(low - target, 0.0), max(high - max(low, target), 0.0)
    return "stop" if high <= target else ("model", "data")[bool(gap >= 2 * bias)]


# %% task="ideal" kind="wrong" breaks="of numbers from -1 to 1"
def ideal(x, y, seed):
    class Pieces:
        """Eight straight lines, one for each eighth of the axis."""

        def __init__(self):
            place = self.place(x)
            self.lines = np.array(
                [np.polyfit(x[place == i, 0], y[place == i], 1) for i in range(8)]
            )

        def place(self, rows):
            return ((np.asarray(rows)[:, 0] + 1) * 4).astype(int)

        def predict(self, rows):
            slope, height = self.lines[self.place(rows)].T
            return slope * np.asarray(rows)[:, 0] + height

    return Pieces()
