# %% task="sizes" kind="wrong" breaks="fewer than 2**k rows"
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    if n // 2 ** (k - 1) < 1:  # the smallest size would be no row at all
        raise ValueError("too few rows")
    return np.array([n // 2**i for i in range(k - 1, -1, -1)])


# %% task="curve" kind="wrong" breaks="Rows of a smaller size are among those of each larger size."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("a size is out of range")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for size in sizes:
        rows = rng.choice(len(x), size=int(size), replace=False)
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])).astype(float) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)).astype(float) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="right"
from fractions import Fraction


def read_curves(train_loss, val_loss, target):
    if not len(train_loss) == len(val_loss) > 0:
        raise ValueError("two curves of the same length, please, of one point or more")
    train, val, level = (Fraction(float(v)) for v in (train_loss[-1], val_loss[-1], target))
    if val <= level:
        return "fine"
    bias, gap = max(train - level, 0), max(val - max(train, level), 0)
    return "bias" if bias >= 2 * gap else "variance" if gap >= 2 * bias else "both"


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    scale = float(sizes[0])
    rows = [float(m) / scale for m in sizes]
    losses = [float(loss) for loss in val_loss]

    def line(c):
        """The best floor and b for a power, neither below 0, and their squared relative error."""
        options = []
        us, vs = [1 / v for v in losses], [m**-c / v for m, v in zip(rows, losses)]
        uu, uv, vv = (sum(i * j for i, j in zip(p, q)) for p, q in ((us, us), (us, vs), (vs, vs)))
        u, v = sum(us), sum(vs)
        options.append((0.0, v / vv))
        options.append((u / uu, 0.0))
        det = uu * vv - uv * uv
        if det > 0:
            options.append(((u * vv - v * uv) / det, (v * uu - u * uv) / det))
        options = [(f, b) for f, b in options if f >= 0 and b >= 0]

        def error(pair):
            return sum((pair[0] * i + pair[1] * j - 1) ** 2 for i, j in zip(us, vs))

        best = min(options, key=error)
        return error(best), best

    def narrow(low, high, depth):
        """Look at nine powers, then more closely around the best of them."""
        step = (high - low) / 8
        powers = [low + step * i for i in range(9)]
        c = min(powers, key=lambda power: line(power)[0])
        if depth == 0:
            return c
        return narrow(max(0.4, c - step), min(1.1, c + step), depth - 1)

    c = narrow(0.4, 1.1, 6)
    floor, b = line(c)[1]
    return floor + b * (float(n) / scale) ** -c


# %% task="advise" kind="right"
import random as _random


def advise(make_model, x, y, target, seed):
    n = len(x)
    if len(y) != n:
        raise ValueError(f"{n} rows and {len(y)} answers")
    dice = _random.Random(int(seed))

    def squares(model, rows):
        told = np.asarray(model.predict(x[rows]), dtype=float)
        return [(float(t) - float(a)) ** 2 for t, a in zip(told.ravel(), y[rows], strict=True)]

    losses_of_train, losses_of_val = [], []
    for _ in range(12):
        out = dice.sample(range(n), n // 5)
        held = set(out)
        rest = [row for row in range(n) if row not in held]
        model = make_model()
        model.fit(x[rest], y[rest])
        learnt, new = squares(model, rest), squares(model, out)
        losses_of_train.append(sum(learnt) / len(learnt))
        losses_of_val.append(sum(new) / len(new))
    train = sum(losses_of_train) / len(losses_of_train)
    val = sum(losses_of_val) / len(losses_of_val)
    if val <= target:
        return "stop"
    above_level = max(train - target, 0)
    above_both = max(val - max(train, target), 0)
    if above_both >= 2 * above_level:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="It exceeds the loss on the rows of x by at most 0.35 times that variance."
def ideal(x, y, seed):
    class Neighbours:
        """The mean answer of the three nearest rows."""

        def __init__(self):
            self.x, self.y = x[:, 0].copy(), y.copy()

        def predict(self, rows):
            far = np.abs(np.asarray(rows)[:, :1] - self.x)
            return self.y[np.argsort(far, axis=1, kind="stable")[:, :3]].mean(axis=1)

    return Neighbours()
