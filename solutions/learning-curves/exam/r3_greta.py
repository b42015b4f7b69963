# %% task="sizes" kind="wrong" breaks="an int up to 10**12"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not possible")
    steps = np.arange(k - 1, -1, -1)
    return np.floor(n / 2.0**steps).astype(np.int32)


# %% task="curve" kind="wrong" breaks="an int from 0 to 2**32 - 1."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if np.min(sizes) < 1 or np.max(sizes) > n:
        raise ValueError("a size is out of range")
    order = np.random.RandomState(seed + 1).permutation(n)  # so that no seed is 0
    curves = ([], [])
    for s in sizes:
        rows = order[: int(s)]
        model = make_model()
        model.fit(x[rows], y[rows])
        for curve, a, b in zip(curves, (x[rows], x_val), (y[rows], y_val)):
            curve.append(np.square(np.ravel(model.predict(a)).astype(float) - b).mean())
    return np.array(curves[0]), np.array(curves[1])


# %% task="read" kind="right"
import decimal


def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("the curves need equal lengths, and at least one point")
    with decimal.localcontext() as exact:
        exact.prec = 4000  # no difference of two floats has more digits
        numbers = map(float, (train_loss[-1], val_loss[-1], target))
        train, val, level = (decimal.Decimal(number) for number in numbers)
        first, second = max(train - level, 0), max(val - max(train, level), 0)
        verdicts = {
            "fine": val <= level,
            "bias": first >= 2 * second,
            "variance": second >= 2 * first,
            "both": True,
        }
        return next(text for text, holds in verdicts.items() if holds)


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=float)
    told = np.array(val_loss, dtype=float)
    best, answer = np.inf, None
    for c in np.linspace(0.4, 1.1, 141):
        # Divided by the losses, each row asks for a 1: the noise is a share of each loss.
        ones, power = 1 / told, (m / m[0]) ** -c / told
        a, d, e = ones @ ones, ones @ power, power @ power
        s, t = ones.sum(), power.sum()
        det = a * e - d * d
        floor, b = (s * e - t * d) / det, (a * t - d * s) / det
        if floor < 0:
            floor, b = 0.0, t / e
        elif b < 0:
            floor, b = s / a, 0.0
        error = np.sum((floor * ones + b * power - 1) ** 2)
        if error < best:
            best, answer = error, floor + b * (float(n) / m[0]) ** -c
    return float(answer)


# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    n = len(x)

    def hold_out():
        order = np.random.default_rng(seed).permutation(n)
        return order[n // 5 :], order[: n // 5]

    def loss(model, rows):
        return np.mean((np.asarray(model.predict(x[rows]), float).ravel() - y[rows]) ** 2)

    train, val = [], []
    for _ in range(10):
        rest, out = hold_out()
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(loss(model, rest))
        val.append(loss(model, out))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    return "data" if variance >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="its mean need not be near 0"
def ideal(x, y, seed):
    class Kernel:
        """A kernel ridge: smooth bumps of width 0.3 around each row that was learnt."""

        def bumps(self, rows):
            return np.exp(-(((rows - self.x.T) / 0.3) ** 2) / 2)

        def fit(self, rows, answers):
            self.x = np.array(rows)
            k = self.bumps(self.x)
            self.weights = np.linalg.solve(k + 1.0 * np.eye(len(k)), answers)

        def predict(self, rows):
            return self.bumps(np.asarray(rows)) @ self.weights

    model = Kernel()
    model.fit(x, y)
    return model
