# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5"
import numpy as np


def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k or n is too small")
    first = n // 2 ** (k - 1)
    chosen = first * 2 ** np.arange(k, dtype=np.int64)
    chosen[-1] = n
    return chosen

# %% task="curve" kind="wrong" breaks="in another Python process, too"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    # A stream of its own for this task, so that other draws of the same seed differ.
    rng = np.random.default_rng(abs(hash(("learning_curve", seed))))
    order = rng.permutation(len(x))
    train_loss, val_loss = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss[i] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        val_loss[i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train_loss, val_loss

# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    train = None
    for train, val in zip(train_loss, val_loss, strict=True):
        pass
    if train is None and len(val_loss) == 0:
        raise ValueError("curves without a point")
    train, val, level = float(train), float(val), float(target)
    if val <= level:
        return "fine"
    if train <= level:
        # The first distance is 0, and the second is not.
        return "variance"
    if val <= train:
        return "bias"
    first = train - level
    second = val - train
    if first >= second + second:
        return "bias"
    if second >= first + first:
        return "variance"
    return "both"

# %% task="advise" kind="wrong" breaks="what is handed in is not changed"
import numpy as np


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed)
    fifth = len(x) // 5
    losses = []
    for _ in range(10):
        order = rng.permutation(len(x))
        x[:], y[:] = x[order], y[order]
        model = make_model()
        model.fit(x[fifth:].copy(), y[fifth:].copy())
        losses.append([
            np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
            for rows in (slice(fifth, None), slice(fifth))
        ])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="right"
import numpy as np


class LocalLine:
    """For each asked row, the best line through the rows nearby, the nearest counting most."""

    def __init__(self, x, y, width):
        self.x, self.y, self.width = np.array(x[:, 0]), np.array(y), width

    def weights(self, at):
        return np.exp(-(((at[:, None] - self.x) / self.width) ** 2) / 2)

    def line(self, w, at):
        d = self.x - at[:, None]
        s0, s1, s2 = w.sum(1), (w * d).sum(1), (w * d * d).sum(1)
        return (s2 * (w @ self.y) - s1 * ((w * d) @ self.y)) / (s0 * s2 - s1 * s1)

    def left_out(self):
        w = self.weights(self.x)
        np.fill_diagonal(w, 0)
        return np.mean((self.line(w, self.x) - self.y) ** 2)

    def predict(self, x):
        at = x[:, 0]
        return self.line(self.weights(at), at)


def ideal(x, y, seed):
    candidates = [LocalLine(x, y, width) for width in (0.05, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4)]
    return min(candidates, key=LocalLine.left_out)
