# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,), rising."
import numpy as np


def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k or n is too small")
    return np.floor(n * 0.5 ** np.arange(k)[::-1])

# %% task="curve" kind="wrong" breaks="`predict` gives one number for each row"
import numpy as np


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    def loss(model, rows, answers):
        off = np.asarray(model.predict(rows)).reshape(-1)
        off -= answers
        return np.mean(off**2)

    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(loss(model, x[rows], y[rows]))
        val_loss.append(loss(model, x_val, y_val))
    return np.array(train_loss, float), np.array(val_loss, float)

# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    # All is well when both curves have reached the level.
    if max(train, val) <= target:
        return "fine"
    bias = max(0.0, train - target)
    variance = max(0.0, val - max(train, target))
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"

# %% task="forecast" kind="right"
import numpy as np


def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, dtype=float), np.array(val_loss, dtype=float)
    unit = y[-1]
    y = y / unit
    c = np.linspace(0.4, 1.1, 351)[:, None, None]
    floor = np.linspace(0, 1.02 * y.min(), 409)[None, :, None]
    power = (m / m[-1]) ** -c / y
    rest = 1 - floor / y
    b = np.maximum((rest * power).sum(-1) / (power**2).sum(-1), 0)[..., None]
    error = ((rest - b * power) ** 2).sum(-1)
    i, j = np.unravel_index(error.argmin(), error.shape)
    return float(unit * (floor[0, j, 0] + b[i, j, 0] * (n / m[-1]) ** -c[i, 0, 0]))

# %% task="advise" kind="wrong" breaks="within one row, are drawn at random."
import numpy as np


def split_of(n, seed):
    """Draw a fifth of the rows, by the seed."""
    order = np.random.default_rng(seed).permutation(n)
    return order[n // 5 :], order[: n // 5]


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    losses = []
    for _ in range(10):
        kept, held = split_of(len(x), seed)
        model = make_model()
        model.fit(x[kept], y[kept])
        losses.append([
            np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2) for rows in (kept, held)
        ])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(0.0, train - target), max(0.0, val - max(train, target))
    return "data" if variance >= 2 * bias else "model"

# %% task="ideal" kind="wrong" breaks="The same seed gives the"
import numpy as np


class RandomWaves:
    """Best weights for forty random slow waves, held small."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed or None)
        self.speed = rng.normal(0, 3.0, 40)
        self.phase = rng.uniform(0, 2 * np.pi, 40)

    def waves(self, x):
        return np.hstack([np.cos(x * self.speed + self.phase), np.ones((len(x), 1))])

    def fit(self, x, y):
        z = self.waves(x)
        self.weights = np.linalg.solve(z.T @ z + 0.01 * np.eye(41), z.T @ y)
        return self

    def predict(self, x):
        return self.waves(x) @ self.weights


def ideal(x, y, seed):
    return RandomWaves(seed).fit(x, y)
