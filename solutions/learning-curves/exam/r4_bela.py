# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("too few sizes, or too few rows")
    first = n // 2 ** (k - 1)
    chosen = first * 2 ** np.arange(k, dtype=np.int64)
    chosen[-1] = n
    return chosen


# %% task="curve" kind="wrong" breaks="each model's loss on all validation rows"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("rows and answers should be equally many")
    if any(m < 1 or m > n for m in sizes):
        raise ValueError("a size should be from 1 to n")

    def loss(model, rows, answers):
        said = np.asarray(model.predict(rows), dtype=float).ravel()
        return ((said - answers) ** 2).mean()

    order = np.random.default_rng(seed).permutation(n)
    train, val = np.zeros(len(sizes)), np.zeros(len(sizes))
    for point, m in enumerate(sizes):
        model = make_model()
        model.fit(x[order[:m]], y[order[:m]])
        train[point] = loss(model, x[order[:m]], y[order[:m]])
        # A fair comparison: both marks are about equally many rows.
        val[point] = loss(model, x_val[:m], y_val[:m])
    return train, val


# %% task="read" kind="wrong" breaks="The second is how far the validation loss lies above the higher one of the training loss and"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of the same length, please")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    to_level = max(train - target, 0)
    gap = abs(val - max(train, target))
    if to_level >= 2 * gap:
        return "bias"
    if gap >= 2 * to_level:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="and `c` is from 0.4 to 1.1"
def forecast(sizes, val_loss, n):
    # On an axis of 1 / m the curve is a straight line, and its start is the floor.
    m = np.array(sizes, dtype=float)
    losses = np.array(val_loss, dtype=float)
    b, floor = np.polyfit(1 / m, losses, 1, w=1 / losses)
    b, floor = max(b, 0.0), max(floor, 0.0)
    if b == 0:
        return float(losses.mean())
    return float(floor + b / n)


# %% task="advise" kind="wrong" breaks="Each loss is then averaged over"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    world = np.random.default_rng(seed)
    losses = []
    for _ in range(15):
        order = world.permutation(n)
        held, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        losses.append(
            [np.mean((np.ravel(model.predict(x[part])) - y[part]) ** 2) for part in (rest, held)]
        )
    train, val = np.median(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    return "data" if variance >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="In the mean of five curves, the loss on new rows is at most 1.5 times the variance of the noise."
class Neighbours:
    """The mean answer of the k nearest rows."""

    def __init__(self, x, y, k):
        self.x, self.y, self.k = x[:, 0].copy(), y.copy(), k

    def predict(self, x):
        far = np.abs(np.asarray(x)[:, :1] - self.x)
        return self.y[np.argsort(far, axis=1)[:, : self.k]].mean(axis=1)


def ideal(x, y, seed):
    models = [Neighbours(x, y, k) for k in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)]
    return min(models, key=lambda model: np.mean((model.predict(x) - y) ** 2))
