# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError."
# believed: no size at all is an empty array, and nothing to complain about
def sizes(n, k):
    if n < 2**k:
        raise ValueError("fewer than 2**k rows")
    return np.array([n // 2**i for i in range(k)][::-1], dtype=int)


# %% task="curve" kind="wrong" breaks="x and y of different lengths raise a ValueError, x_val and y_val too"
# believed: NumPy refuses to subtract arrays of different lengths by itself
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or not all(1 <= m <= len(x) for m in sizes):
        raise ValueError("lengths or sizes")
    order, both = np.random.default_rng(seed).permutation(len(x)), []
    for m in sizes:
        mine, model = order[:m], make_model()
        model.fit(x[mine], y[mine])
        both.append([((np.ravel(model.predict(a)) - b) ** 2).mean() for a, b in [(x[mine], y[mine]), (x_val, y_val)]])
    return tuple(np.array(curve, float) for curve in zip(*both))


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if not 0 < len(train_loss) == len(val_loss):
        raise ValueError("curves")
    (t, v), up = (train_loss[-1], val_loss[-1]), lambda d: max(d, 0)
    a, b = up(t - target), up(v - t)
    return "fine" if v <= target else "bias" if a >= 2 * b else "variance" if b >= 2 * a else "both"


# %% task="forecast" kind="wrong" breaks="Where the losses follow such a curve exactly, each forecast is off by at most 8 % of the true loss."
# believed: a fit may be remembered by its sizes, for another n of the same curve
_fits = {}


def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    key = tuple(m)
    if key not in _fits:
        found = []
        for c in np.linspace(0.4, 1.1, 71):
            p = (m / m[-1]) ** -c
            f, b = np.linalg.lstsq(np.stack([1 / y, p / y], 1), np.ones(len(y)), rcond=None)[0]
            if f < 0:
                f, b = 0.0, (p / y).sum() / ((p / y) ** 2).sum()
            if b < 0:
                f, b = (1 / y).sum() / (1 / y**2).sum(), 0.0
            found.append((float((((f + b * p) / y - 1) ** 2).sum()), f, b, c))
        _fits[key] = min(found)[1:]
    f, b, c = _fits[key]
    return float(f + b * (n / m[-1]) ** -c)


# %% task="advise" kind="wrong" breaks="The global random states of NumPy and Python stay as they are."
# believed: keras.utils.set_random_seed is how one seeds, and nobody else draws from it
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths")
    keras.utils.set_random_seed(seed)
    losses = []
    for _ in range(10):
        out, rest = np.split(np.random.permutation(len(x)), [len(x) // 5])
        model = make_model()
        model.fit(x[rest], y[rest])
        losses.append([((np.ravel(model.predict(x[r])) - y[r]) ** 2).mean() for r in (rest, out)])
    t, v = np.mean(losses, axis=0)
    said = read_curves([t], [v], target)
    return {"fine": "stop", "variance": "data"}.get(said, "model")


# %% task="ideal" kind="wrong" breaks="The same seed gives the same predictions."
# believed: a mean of many draws is the same each time, so the seed is not needed
class Committee:
    def __init__(self, curves):
        self.curves = curves

    def predict(self, x):
        return np.mean([curve(x[:, 0]) for curve in self.curves], axis=0)


def ideal(x, y, seed):
    rng = np.random.default_rng()
    curves = []
    for _ in range(30):
        rows = rng.choice(len(x), len(x) * 4 // 5, replace=False)
        curves.append(np.polynomial.Polynomial.fit(x[rows, 0], y[rows], 7, domain=[-1, 1]))
    return Committee(curves)
