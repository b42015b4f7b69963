# %% task="sizes" kind="right"
def sizes(n, k):
    # recursion: the curve for half of the rows, and then all rows
    if k < 1 or n < 2**k:
        raise ValueError(f"no {k} sizes for {n} rows")
    if k == 1:
        return np.array([n], dtype=np.int64)
    return np.append(sizes((n + 1) // 2, k - 1), np.int64(n))

# %% task="curve" kind="wrong" breaks="different rows of x and their own y, of shapes (size, columns) and (size,)."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val, begin = [], [], 0
    for size in sizes:
        rows = order[begin:size]  # the sheets that are new at this point
        begin = size
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    train, val, target = float(train_loss[-1]), float(val_loss[-1]), float(target)
    if val < target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="a number of rows, from the last size up to eight times that"
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    n = min(n, 4 * m[-1])  # further ahead nobody can see
    best, answer = np.inf, float(loss[-1])
    for c in np.linspace(0.4, 1.1, 141):
        columns = np.stack([1 / loss, (m / m[-1]) ** -c / loss], axis=1)
        pair = np.linalg.lstsq(columns, np.ones(len(m)), rcond=None)[0]
        if pair.min() < 0:
            alone = columns.sum(axis=0) / (columns**2).sum(axis=0)
            off = ((columns * alone - 1) ** 2).sum(axis=0)
            pair = np.where(np.arange(2) == off.argmin(), alone, 0)
        off = np.sum((columns @ pair - 1) ** 2)
        if off < best:
            best, answer = off, float(pair[0] + pair[1] * (n / m[-1]) ** -c)
    return answer

# %% task="advise" kind="wrong" breaks="The global random states of NumPy and Python stay as they are."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    np.random.seed(seed)
    parts = np.array_split(np.random.permutation(n), 10)
    train, val = [], []
    for i, out in enumerate(parts):
        kept = np.concatenate(parts[:i] + parts[i + 1 :])
        model = make_model()
        model.fit(x[kept], y[kept])
        train.append(np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if variance >= 2 * bias and not bias >= 2 * variance:
        return "data"
    return "model"

# %% task="ideal" kind="right"
from types import SimpleNamespace


def ideal(x, y, seed):
    basis = lambda a: np.polynomial.legendre.legvander(np.asarray(a)[:, 0], 12)
    w, *_ = np.linalg.lstsq(basis(x), y, rcond=None)
    return SimpleNamespace(predict=lambda a: (basis(a) @ w)[:, None])
