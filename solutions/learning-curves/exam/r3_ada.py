# %% task="sizes" kind="right"
def sizes(n, k):
    n, k = int(n), int(k)
    if k < 1 or n < 1 or not n >> k:
        raise ValueError(f"{n} rows are too few for {k} sizes")
    return n >> np.arange(k)[::-1]


# %% task="curve" kind="wrong" breaks="For each size `make_model` is called once."
import copy


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    sizes = [int(s) for s in sizes]
    if sizes[0] < 1 or sizes[-1] > len(x):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    untrained = make_model()
    out = np.zeros((2, len(sizes)))
    for i, size in enumerate(sizes):
        model = copy.deepcopy(untrained)  # every point starts with a fresh pupil
        some = order[:size]
        model.fit(x[some], y[some])
        for j, (a, b) in enumerate([(x[some], y[some]), (x_val, y_val)]):
            out[j, i] = np.mean((np.asarray(model.predict(a), float).ravel() - b) ** 2)
    return out[0].copy(), out[1].copy()


# Since this round the contract has signed ints of 64 bits alone, for which this answer is right.
# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) < 1:
        raise ValueError("curves must have the same length, and a point")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    first = max(train - target, 0)
    second = max(val - max(train, target), 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Losses may be in any unit, from 1e-6 to 1e6"
def forecast(sizes, val_loss, n):
    m, told = np.array(sizes, dtype=float), np.array(val_loss, dtype=float)
    best = (np.inf, 0.0)
    for c in np.linspace(0.4, 1.1, 141):
        table = np.stack([np.ones(len(m)), (m / m[0]) ** -c]).T / told[:, None]
        w = np.linalg.lstsq(table, np.ones(len(m)), rcond=None)[0]
        if w.min() < 0:
            alone = table.sum(axis=0) / (table**2).sum(axis=0)
            w = np.array([0.0, alone[1]]) if w[0] < 0 else np.array([alone[0], 0.0])
        error = float(np.sum((table @ w - 1) ** 2))
        best = min(best, (error, float(w[0] + w[1] * (n / m[0]) ** -c)))
    return round(best[1], 6)


# %% task="advise" kind="wrong" breaks="model costs less than a year."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    pairs = []
    for _ in range(10):
        order = rng.permutation(len(x))
        rest, out = order[len(x) // 5 :], order[: len(x) // 5]
        model = make_model()
        model.fit(x[rest], y[rest])
        pairs.append(
            [
                np.mean((np.asarray(model.predict(x[rows]), float).ravel() - y[rows]) ** 2)
                for rows in (rest, out)
            ]
        )
    train, val = np.mean(pairs, axis=0)
    if val <= target:
        return "stop"
    bias, gap = max(train - target, 0), max(val - max(train, target), 0)
    return "model" if bias >= gap else "data"  # the longer distance decides


# %% task="ideal" kind="wrong" breaks="what is returned belongs to the caller"
class _Fitted:
    curve = None

    @classmethod
    def fit(cls, rows, answers):
        cls.curve = np.polynomial.Polynomial.fit(rows[:, 0], answers, 8, domain=[-1, 1])
        return cls()

    def predict(self, rows):
        return self.curve(np.asarray(rows)[:, 0])


def ideal(x, y, seed):
    return _Fitted.fit(x, y)
