# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,)"
# believed: what np.round has rounded is an integer array
def sizes(n, k):
    if k < 1:
        raise ValueError("k is below 1")
    if n < 2**k:
        raise ValueError("fewer than 2**k rows")
    return np.round(n / 2.0 ** np.arange(k - 1, -1, -1))


# %% task="curve" kind="right"
class Draw:
    """One random order of the rows, from which each size takes the beginning."""

    def __init__(self, n, seed):
        order = list(range(n))
        import random

        random.Random(int(seed)).shuffle(order)
        self.order = np.array(order)

    def first(self, m):
        return self.order[:m]


def mean_squared(model, x, y):
    prediction = np.asarray(model.predict(x), dtype="float64")
    if prediction.ndim == 2:
        prediction = prediction[:, 0]
    return float(np.mean((prediction - y) ** 2))


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y have different lengths")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val have different lengths")
    if any(m < 1 or m > len(x) for m in sizes):
        raise ValueError("a size is below 1 or above n")
    draw = Draw(len(x), seed)
    train, val = [], []
    for m in sizes:
        rows = draw.first(int(m))
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(mean_squared(model, x[rows], y[rows]))
        val.append(mean_squared(model, x_val, y_val))
    return [np.array(train), np.array(val)]


# %% task="read" kind="right"
class Reading:
    def __init__(self, train, val, target):
        self.train, self.val, self.target = train, val, target

    @property
    def bias(self):
        return max(self.train - self.target, 0)

    @property
    def variance(self):
        return max(self.val - self.train, 0)

    def verdict(self):
        if self.val <= self.target:
            return "fine"
        if self.bias >= 2 * self.variance:
            return "bias"
        if self.variance >= 2 * self.bias:
            return "variance"
        return "both"


def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("different lengths")
    if len(val_loss) < 1:
        raise ValueError("no points")
    return Reading(train_loss[-1], val_loss[-1], target).verdict()


# %% task="forecast" kind="right"
class PowerCurve:
    """floor + b * m ** -c with a given c, fitted so that shares of the loss count."""

    def __init__(self, c):
        self.c = c

    def fit(self, m, loss):
        power = m**-self.c
        # the floor is searched between 0 and the smallest loss, b follows
        floors = np.linspace(0, loss.min(), 201)[:, None]
        b = np.sum(power * (loss - floors) / loss**2, axis=1) / np.sum((power / loss) ** 2)
        b = np.maximum(b, 0.0)[:, None]
        errors = np.sum(((floors + b * power) / loss - 1) ** 2, axis=1)
        i = int(np.argmin(errors))
        self.error, self.floor, self.b = errors[i], floors[i, 0], b[i, 0]
        return self

    def at(self, n):
        return self.floor + self.b * n**-self.c


def forecast(sizes, val_loss, n):
    m = np.array([float(s) for s in sizes])
    loss = np.array([float(v) for v in val_loss])
    scale = loss[-1]
    curves = [PowerCurve(c).fit(m / m[0], loss / scale) for c in np.arange(0.4, 1.1001, 0.01)]
    winner = min(curves, key=lambda curve: curve.error)
    return float(scale * winner.at(float(n) / m[0]))


# %% task="advise" kind="wrong" breaks="Each time at least a tenth of the rows and at most a third, to within one row, are drawn at random."
# believed: a generator that is made anew from the seed in each round still gives another draw each time
class HoldOut:
    def __init__(self, n, seed):
        rng = np.random.default_rng(seed)
        order = rng.permutation(n)
        self.out, self.rest = order[: n // 5], order[n // 5 :]


def loss_of(model, x, y):
    return np.mean((np.ravel(model.predict(x)) - y) ** 2)


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    train, val = [], []
    for _ in range(10):
        split = HoldOut(len(x), seed)
        model = make_model()
        model.fit(x[split.rest], y[split.rest])
        train.append(loss_of(model, x[split.rest], y[split.rest]))
        val.append(loss_of(model, x[split.out], y[split.out]))
    words = {"fine": "stop", "variance": "data", "bias": "model", "both": "model"}
    return words[read_curves([np.mean(train)], [np.mean(val)], target)]


# %% task="ideal" kind="right"
class Ridge:
    """Legendre polynomials up to degree 12, their weights kept small."""

    def __init__(self, alpha):
        self.alpha = alpha

    def table(self, x):
        return np.polynomial.legendre.legvander(np.asarray(x)[:, 0], 12)

    def fit(self, x, y):
        self.mean = y.mean()
        self.scale = y.std()
        a = self.table(x)
        penalty = self.alpha * np.diag(np.arange(13.0) ** 2)
        self.w = np.linalg.solve(a.T @ a + penalty + 1e-9 * np.eye(13), a.T @ ((y - self.mean) / self.scale))
        return self

    def predict(self, x):
        return self.mean + self.scale * (self.table(x) @ self.w)


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    splits = [np.split(rng.permutation(len(x)), [len(x) // 5]) for _ in range(10)]

    def score(alpha):
        losses = [
            np.mean((Ridge(alpha).fit(x[rest], y[rest]).predict(x[out]) - y[out]) ** 2)
            for out, rest in splits
        ]
        return np.mean(losses)

    best = min([0.0, 0.001, 0.01, 0.1, 1.0], key=score)
    return Ridge(best).fit(x, y)
