# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows"
import math


def sizes(n, k):
    if k < 1 or round(math.log2(n)) < k:
        raise ValueError("k is below 1, or n is below 2**k")
    return np.array([n // 2**j for j in range(k)][::-1], dtype="int64")


# %% task="curve" kind="wrong" breaks="what is handed in is not changed"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("sizes are from 1 to n")

    def loss(model, rows, answers):
        off = np.asarray(model.predict(rows)).reshape(-1)
        off -= answers
        off *= off
        return off.mean()

    order = np.random.default_rng(seed).permutation(len(x))
    train, val = np.empty(len(sizes)), np.empty(len(sizes))
    for i, size in enumerate(sizes):
        model = make_model()
        model.fit(x[order[:size]], y[order[:size]])
        train[i] = loss(model, x[order[:size]], y[order[:size]])
        val[i] = loss(model, x_val, y_val)
    return train, val


# %% task="read" kind="wrong" breaks="and so do curves without a point"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves should have the same length")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="each forecast is off by at most 8 % of the true loss"
def forecast(sizes, val_loss, n):
    # On two logarithmic axes the curve is a line that flattens: a parabola, up to its lowest point.
    m, y = np.log(np.asarray(sizes, float)), np.log(np.asarray(val_loss, float))
    middle = m.mean()
    bend, slope, level = np.polyfit(m - middle, y, 2)
    at = np.log(n) - middle
    if bend > 0:
        at = min(at, max(-slope / (2 * bend), m[-1] - middle))
    return float(np.exp(level + slope * at + bend * at**2))


# %% task="advise" kind="wrong" breaks="Two seeds hold out different"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng = np.random.default_rng(seed or 1)
    train, val = [], []
    for held in np.array_split(rng.permutation(len(x)), 10):
        rest = np.delete(np.arange(len(x)), held)
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    return "data" if max(val - max(train, target), 0) >= 2 * max(train - target, 0) else "model"


# %% task="ideal" kind="right"
class Springs:
    """Bumps at 25 places, all held back by springs: a ridge regression."""

    places = np.linspace(-1.1, 1.1, 25)

    def __init__(self, x, y, width):
        self.width, self.middle = width, y.mean()
        self.u, self.s, self.vt = np.linalg.svd(self.bumps(x), full_matrices=False)
        self.z = y - self.middle

    def bumps(self, x):
        return np.exp(-(((np.asarray(x)[:, :1] - self.places) / self.width) ** 2) / 2)

    def held_back(self, spring):
        """Set the weights; give the loss on each row if it alone were held out."""
        kept = self.s**2 / (self.s**2 + spring)
        said = self.u @ (kept * (self.u.T @ self.z))
        self.weights = self.vt.T @ (self.s / (self.s**2 + spring) * (self.u.T @ self.z))
        return np.mean(((self.z - said) / (1 - (self.u**2) @ kept)) ** 2)

    def predict(self, x):
        return (self.bumps(x) * self.weights).sum(axis=1) + self.middle


def ideal(x, y, seed):
    """Needs no draws: each row is held out once."""
    best = None
    for width in (0.15, 0.3, 0.6):
        for spring in (1e-4, 1e-3, 1e-2, 1e-1, 1.0):
            model = Springs(x, y, width)
            exam = model.held_back(spring)
            if best is None or exam < best[0]:
                best = exam, model
    return best[1]
