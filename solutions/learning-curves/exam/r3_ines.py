# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError"
def sizes(n, k):
    if n < 2**k:
        raise ValueError("Too few rows for so many sizes.")
    return np.array([n // 2**i for i in range(k)][::-1], dtype=int)


# Since this round the contract has arrays of 32 or 64 bits alone, for which this answer is right.
# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(s < 1 or s > len(x) for s in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for s in sizes:
        rows = order[: int(s)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="if the second is at least twice the first"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    first = max(train - target, 0.0)
    second = max(val - max(train, target), 0.0)
    if first >= 2 * second:
        return "bias"
    if second > 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="what is handed in is not changed"
def forecast(sizes, val_loss, n):
    rows = np.asarray(sizes, dtype=float)
    loss = np.asarray(val_loss, dtype=float)
    unit = loss[-1].item()
    loss /= unit
    found = []
    for c in np.arange(0.4, 1.1001, 0.005):
        power = (rows / rows[-1]) ** -c
        table = np.column_stack([np.ones_like(power), power]) / loss[:, None]
        w = np.linalg.lstsq(table, np.ones(len(rows)), rcond=None)[0]
        if w[0] < 0:
            w = np.array([0.0, table[:, 1].sum() / (table[:, 1] ** 2).sum()])
        if w[1] < 0:
            w = np.array([table[:, 0].sum() / (table[:, 0] ** 2).sum(), 0.0])
        found.append((((table @ w - 1) ** 2).sum(), w[0] + w[1] * (n / rows[-1]) ** -c))
    return float(min(found)[1] * unit)


# %% task="advise" kind="wrong" breaks="The training loss is measured on the rows just fitted"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    n = len(x)
    train = val = 0.0
    for _ in range(12):
        out = np.zeros(n, dtype=bool)
        out[rng.choice(n, n // 4, replace=False)] = True
        model = make_model()
        model.fit(x[~out], y[~out])
        off = (np.asarray(model.predict(x), dtype=float).ravel() - y) ** 2
        train += off.mean() / 12
        val += off[out].mean() / 12
    if val <= target:
        return "stop"
    bias, gap = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * gap:
        return "model"
    return "data" if gap >= 2 * bias else "model"


# %% task="ideal" kind="right"
from types import SimpleNamespace


def ideal(x, y, seed):
    curve = np.polynomial.Chebyshev.fit(x[:, 0], y, 9, domain=[-1, 1])
    return SimpleNamespace(predict=lambda rows: curve(np.asarray(rows, dtype=float)))
