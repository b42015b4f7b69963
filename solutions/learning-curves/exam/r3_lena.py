# %% task="sizes" kind="wrong" breaks="a list is no array"
def sizes(n, k):
    if k < 1:
        raise ValueError("k")
    if n < 2**k:
        raise ValueError("n")
    rows = [n]
    for _ in range(k - 1):
        rows.append(rows[-1] // 2)
    return sorted(rows)


# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    counts = [int(size) for size in sizes]
    if n != len(y):
        raise ValueError("x and y have different lengths")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val have different lengths")
    if any(count < 1 or count > n for count in counts):
        raise ValueError("a size is below 1 or above n")

    def loss(model, rows, answers):
        told = np.asarray(model.predict(rows.copy()), dtype=np.float64).reshape(len(answers))
        return float(np.mean((told - answers.astype(np.float64)) ** 2))

    order = np.random.default_rng(seed).permutation(n)
    train, val = np.zeros(len(counts)), np.zeros(len(counts))
    for place, count in enumerate(counts):
        chosen = order[:count]
        model = make_model()
        model.fit(x[chosen], y[chosen])
        train[place] = loss(model, x[chosen], y[chosen])
        val[place] = loss(model, x_val, y_val)
    return train, val


# %% task="read" kind="wrong" breaks="The second is how far the validation loss lies above the higher one of the training loss and `target`, or 0 if it does not."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or not len(val_loss):
        raise ValueError("curves must have the same length, and a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    first = max(train - target, 0)
    second = abs(val - max(train, target))
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="a number of rows, from the last size up to eight times that"
def forecast(sizes, val_loss, n):
    m, told = np.array(sizes, dtype=float), np.array(val_loss, dtype=float)
    if n <= m[-1]:
        raise ValueError("n lies within the curve: there is nothing to forecast")
    best = (np.inf, 0.0)
    for c in np.linspace(0.4, 1.1, 71):
        table = np.stack([np.ones(len(m)), (m / m[0]) ** -c]).T / told[:, None]
        w = np.linalg.lstsq(table, np.ones(len(m)), rcond=None)[0]
        if w.min() < 0:
            alone = table.sum(axis=0) / (table**2).sum(axis=0)
            w = np.array([0.0, alone[1]]) if w[0] < 0 else np.array([alone[0], 0.0])
        error = float(np.sum((table @ w - 1) ** 2))
        best = min(best, (error, float(w[0] + w[1] * (n / m[0]) ** -c)))
    return best[1]


# %% task="advise" kind="wrong" breaks="if the mean validation loss is at most `target`"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    losses = np.zeros((10, 2))
    for i in range(10):
        order = rng.permutation(len(x))
        for j, rows in enumerate(np.split(order, [len(x) * 4 // 5])):
            if j == 0:
                model = make_model()
                model.fit(x[rows], y[rows])
            losses[i, j] = np.mean((np.asarray(model.predict(x[rows]), float).ravel() - y[rows]) ** 2)
    train, val = losses.mean(axis=0)
    if val < target:
        return "stop"
    bias, gap = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * gap:
        return "model"
    return "data" if gap >= 2 * bias else "model"


# %% task="ideal" kind="right"
def ideal(x, y, seed):
    class Smoother:
        """A kernel ridge on centred answers. The ridge is chosen by the loss with each row left out."""

        width = 0.35

        def __init__(self, rows, answers):
            self.rows = np.array(rows[:, 0])
            self.mean = answers.mean()
            values, vectors = np.linalg.eigh(self.kernel(self.rows))
            values = np.maximum(values, 0)
            turned = vectors.T @ (answers - self.mean)
            best = np.inf
            for ridge in 10.0 ** np.arange(-3, 2.1, 0.5):
                kept = values / (values + ridge)
                off = vectors @ ((1 - kept) * turned)
                leverage = (vectors**2) @ kept
                loss = np.mean((off / (1 - leverage)) ** 2)
                if loss < best:
                    best, self.weights = loss, vectors @ (turned / (values + ridge))

        def kernel(self, points):
            return np.exp(-0.5 * ((points[:, None] - self.rows) / self.width) ** 2)

        def predict(self, rows):
            return (self.kernel(np.asarray(rows)[:, 0]) @ self.weights + self.mean)[:, None]

    return Smoother(x, y)
