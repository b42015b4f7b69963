# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,), rising."
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    return [n // 2**i for i in reversed(range(k))]

# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("x and y differ in length")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val differ in length")
    for size in sizes:
        if size < 1 or size > n:
            raise ValueError(f"no {size} rows of {n}")

    def loss(model, rows, answers):
        said = np.asarray(model.predict(rows), dtype=np.float64).reshape(-1)
        return float(np.mean((said - np.asarray(answers, dtype=np.float64)) ** 2))

    order = np.random.default_rng(seed).permutation(n)
    train_loss, val_loss = [], []
    for size in sizes:
        mine = order[: int(size)]
        model = make_model()
        model.fit(x[mine], y[mine])
        train_loss.append(loss(model, x[mine], y[mine]))
        val_loss.append(loss(model, np.array(x_val), y_val))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="if the second is at least twice the first"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("two curves of equal length, please")
    train, val, target = float(train_loss[-1]), float(val_loss[-1]), float(target)
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if variance > 2 * bias:
        return "variance"
    return "bias" if bias >= 2 * variance else "both"

# %% task="forecast" kind="wrong" breaks="The same arguments give the same"
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    best, answer = np.inf, float(loss[-1])
    for c in np.random.default_rng().uniform(0.4, 1.1, 300):
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

# %% task="advise" kind="wrong" breaks="within one row, are drawn at random. The file may be sorted."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    parts = np.array_split(np.arange(n), 10)
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

# %% task="ideal" kind="wrong" breaks="each row has its own prediction, whatever rows stand beside it"
class Standardised:
    def __init__(self, x, y):
        self.curve = np.polynomial.Polynomial.fit(self.scaled(x), y, 8)

    def scaled(self, x):
        return (x[:, 0] - x.mean()) / (x.std() + 1e-9)

    def predict(self, x):
        return self.curve(self.scaled(x))


def ideal(x, y, seed):
    return Standardised(x, y)
