# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("too few rows")
    first = n // 2 ** (k - 1)
    chosen = first * 2 ** np.arange(k)
    chosen[-1] = n
    return chosen

# %% task="curve" kind="wrong" breaks="x and y of different lengths raise a ValueError, x_val and y_val too"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x):
        raise ValueError("x and y differ in length")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("no such size")
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for size in sizes:
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        # NumPy raises a ValueError by itself where x_val and y_val differ
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="wrong" breaks="Only the last point of each curve counts."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    # the model that would be kept is the best one on validation rows
    train, val, target = float(train_loss[-1]), float(np.nanmin(val_loss)), float(target)
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="unit, from 1e-6 to 1e6."
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
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
    return round(answer, 6)

# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y must be equally long")
    rng = np.random.default_rng(seed)
    n = len(x)
    held = n // 5
    train_losses = []
    val_losses = []
    for _ in range(15):
        order = rng.permutation(n)
        out, kept = order[:held], order[held:]
        model = make_model()
        model.fit(x[kept], y[kept])
        for losses, rows in [(train_losses, kept), (val_losses, out)]:
            said = np.asarray(model.predict(x[rows]), dtype=np.float64).reshape(-1)
            losses.append(np.mean((said - y[rows]) ** 2, dtype=np.float64))
    train, val = np.mean(train_losses), np.mean(val_losses)
    if val <= target:
        return "stop"
    first = max(train - target, 0)
    second = max(val - max(train, target), 0)
    if first >= 2 * second:
        return "model"
    if second >= 2 * first:
        return "data"
    return "model"

# %% task="ideal" kind="wrong" breaks="The same seed gives the"
class Bag:
    """The mean of twenty polynomials, each of rows drawn with replacement."""

    def __init__(self, x, y):
        self.curves = []
        for _ in range(20):
            rows = np.random.default_rng().integers(0, len(x), len(x))
            self.curves.append(np.polynomial.Polynomial.fit(x[rows, 0], y[rows], 8))

    def predict(self, x):
        return np.mean([curve(x[:, 0]) for curve in self.curves], axis=0)


def ideal(x, y, seed):
    np.random.default_rng(seed)
    return Bag(x, y)
