# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows"
import numpy as np


def sizes(n, k):
    if k < 1:
        raise ValueError("k is below 1")
    powers = 2 ** np.arange(k + 1, dtype=np.int64)
    if n < powers[-1]:
        raise ValueError("fewer than 2**k rows")
    return n // np.maximum(powers[:-1], 1)[::-1]

# %% task="curve" kind="right"
import numpy as np


class Measurement:
    """One model, the rows it learns, and its two marks."""

    def __init__(self, model, x, y):
        self.model, self.x, self.y = model, x, y
        self.model.fit(x.copy(), y.copy())

    def mark(self, x, y):
        said = np.asarray(self.model.predict(x.copy()), dtype=np.float64).reshape(len(y))
        return float(np.square(said - y).sum() / len(y))


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if x.shape[0] != y.shape[0]:
        raise ValueError("x and y")
    if x_val.shape[0] != y_val.shape[0]:
        raise ValueError("x_val and y_val")
    for size in sizes:
        if not 1 <= size <= len(y):
            raise ValueError(f"size {size}")
    # A rank for each row: a size takes the rows with the smallest ranks, in the file's order.
    ticket = np.random.RandomState(seed).random_sample(len(y))
    rank = np.empty(len(y), int)
    rank[np.argsort(ticket, kind="stable")] = np.arange(len(y))
    losses = np.zeros((len(sizes), 2))
    # The largest first: nobody asked for another order.
    for place in reversed(range(len(sizes))):
        chosen = rank < sizes[place]
        measured = Measurement(make_model(), x[chosen], y[chosen])
        losses[place] = measured.mark(x[chosen], y[chosen]), measured.mark(x_val, y_val)
    return [losses[:, 0].copy(), losses[:, 1].copy()]

# The label was `wrong`: uint8 wraps. Since then the contract names 32 or 64 bits.
# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = max(0, train - target)
    variance = max(0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="from the last size up to eight times that"
import numpy as np


def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    # Nobody can look further than two doublings ahead.
    ahead = min(n / m[-1], 4.0)
    best, answer = np.inf, y[-1]
    for c in np.linspace(0.4, 1.1, 281):
        g = np.stack([np.ones(len(y)), (m / m[-1]) ** -c], axis=1) / y[:, None]
        floor, b = np.linalg.lstsq(g, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, g[:, 1].sum() / (g[:, 1] @ g[:, 1])
        if b < 0:
            floor, b = g[:, 0].sum() / (g[:, 0] @ g[:, 0]), 0.0
        error = np.sum((g @ [floor, b] - 1) ** 2)
        if error < best:
            best, answer = error, floor + b * ahead**-c
    return float(answer)

# %% task="advise" kind="wrong" breaks="The training loss is measured on the rows just"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    order = np.random.default_rng(seed).permutation(len(x))
    losses = []
    for i in range(10):
        held, kept = order[i::10], np.delete(order, np.s_[i::10])
        model = make_model()
        model.fit(x[kept], y[kept])
        off = (np.ravel(model.predict(x)) - y) ** 2
        losses.append([off.mean(), off[held].mean()])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"
