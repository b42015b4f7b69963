# /// sample
# ///

# %% task="sizes"
def sizes(n, k):
    if k < 1:
        raise ValueError("at least one size")
    rows = [n]
    for _ in range(k - 1):
        rows.insert(0, (rows[0] + 1) // 2)
    if n < 2**k:
        raise ValueError("too few rows")
    return np.array(rows, dtype="int64")

# %% task="curve"
import random


def mse(model, x, y):
    total = 0.0
    for said, true in zip(model.predict(x), y):
        total += (float(np.squeeze(said)) - float(true)) ** 2
    return total / len(y)


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val")
    if any(size < 1 or size > len(x) for size in sizes):
        raise ValueError("sizes")
    shuffled = list(range(len(x)))
    random.Random(seed).shuffle(shuffled)
    train_loss, val_loss = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        rows = sorted(shuffled[:size])
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss[i] = mse(model, x[rows], y[rows])
        val_loss[i] = mse(model, x_val, y_val)
    return [train_loss, val_loss]

# %% task="read"
def read_curves(train_loss, val_loss, target):
    pairs = list(zip(train_loss, val_loss, strict=True))
    if not pairs:
        raise ValueError("no points")
    train, val = map(float, pairs[-1])
    if not val > target:
        return "fine"
    floor = max(train, float(target))
    first, second = floor - target, max(val - floor, 0.0)
    names = {(True, False): "bias", (False, True): "variance", (False, False): "both"}
    return names[first >= 2 * second, second >= 2 * first]

# %% task="forecast"
from scipy.optimize import curve_fit


def forecast(sizes, val_loss, n):
    last, unit = float(sizes[-1]), float(val_loss[-1])
    t = np.array([float(size) for size in sizes]) / last
    v = np.array([float(loss) for loss in val_loss]) / unit

    def law(t, floor, b, c):
        return floor + b * t ** -c

    found, _ = curve_fit(law, t, v, p0=[0.5, 0.5, 0.7], sigma=v, bounds=([0, 0, 0.3], [2, 2, 1.2]))
    return unit * law(float(n) / last, *found)

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y")
    rows = list(range(len(x)))
    random.Random(seed).shuffle(rows)
    train = val = 0.0
    for fold in range(10):
        out = rows[fold::10]
        rest = [row for place, row in enumerate(rows) if place % 10 != fold]
        model = make_model()
        model.fit(x[rest], y[rest])
        train += mse(model, x[rest], y[rest]) / 10
        val += mse(model, x[out], y[out]) / 10
    text = read_curves([train], [val], target)
    return "stop" if text == "fine" else "data" if text == "variance" else "model"

# %% task="ideal"
class Ridge:
    """Gaussian bumps on a grid, with a small penalty."""

    def features(self, x):
        bumps = np.exp(-0.5 * ((x[:, :1] - np.linspace(-1.2, 1.2, 9)) / 0.4) ** 2)
        return np.concatenate([np.ones((len(x), 1)), bumps], axis=1)

    def fit(self, x, y):
        self.mean, self.scale = y.mean(), y.std()
        f = self.features(x)
        penalty = 0.01 * np.eye(f.shape[1])
        self.weights = np.linalg.solve(f.T @ f + penalty, f.T @ ((y - self.mean) / self.scale))

    def predict(self, x):
        return (self.mean + self.scale * (self.features(x) @ self.weights))[:, None]


def ideal(x, y, seed):
    model = Ridge()
    model.fit(x, y)
    return model
