# /// sample
# ///

# %% task="sizes"
def sizes(n, k):
    if k <= 0 or 2**k > n:
        raise ValueError("too few")
    return np.array([n], "int64") >> np.arange(k)[::-1]

# %% task="curve"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    for rows, answers in ((x, y), (x_val, y_val)):
        if len(rows) != len(answers):
            raise ValueError("lengths")
    sizes = [int(size) for size in sizes]
    if not 1 <= min(sizes) <= max(sizes) <= len(x):
        raise ValueError("sizes")
    shuffled = np.random.RandomState(seed).permutation(len(x))
    result = np.empty((2, len(sizes)), "float32")
    for place, size in enumerate(sizes):
        model, here = make_model(), shuffled[-size:]
        model.fit(x[here], y[here])
        everything = np.concatenate([x[here], x_val])
        off = model.predict(everything).flatten() - np.concatenate([y[here], y_val])
        result[:, place] = np.mean(off[:size] ** 2), np.mean(off[size:] ** 2)
    return tuple(result.copy())

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or not len(val_loss):
        raise ValueError
    t, v = train_loss[-1], val_loss[-1]
    if v <= target:
        return "fine"
    if t <= target:
        return "variance"
    if v <= t or t - target >= 2 * (v - t):
        return "bias"
    return "variance" if v - t >= 2 * (t - target) else "both"

# %% task="forecast"
def forecast(sizes, val_loss, n):
    m, v = np.asarray(sizes, float) / sizes[0], np.asarray(val_loss, float)

    def fit(floor):
        """A straight line on logarithmic axes above a floor, its power held from 0.4 to 1.1."""
        z = np.log(v - floor)
        weights = (v - floor) / v
        power, start = np.polyfit(np.log(m), z, 1, w=weights)
        power = np.clip(power, -1.1, -0.4)
        start = np.sum(weights**2 * (z - power * np.log(m))) / np.sum(weights**2)
        return power, start

    def cost(share):
        power, start = fit(share * v.min())
        return np.sum((1 - (share * v.min() + np.exp(start) * m**power) / v) ** 2)

    shares = np.concatenate([np.linspace(0, 0.99, 200), [0.9999]])
    share = shares[np.argmin([cost(s) for s in shares])]
    power, start = fit(share * v.min())
    return float(share * v.min() + np.exp(start) * (n / sizes[0]) ** power)

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError
    losses = np.zeros((50, 2))
    rng = np.random.RandomState(seed)
    for pair in losses:
        held = np.zeros(len(x), bool)
        held[rng.choice(len(x), len(x) // 4, replace=False)] = True
        model = make_model()
        model.fit(x[~held], y[~held])
        off = (model.predict(x).ravel() - y) ** 2
        pair[:] = off[~held].mean(), off[held].mean()
    t, v = losses.mean(axis=0)
    if v <= target:
        return "stop"
    return "data" if v - max(t, target) >= 2 * max(t - target, 0) else "model"

# %% task="ideal"
from scipy.interpolate import LSQUnivariateSpline


class Spline:
    def fit(self, x, y):
        order = np.argsort(x[:, 0], kind="stable")
        self.curve = LSQUnivariateSpline(x[order, 0], y[order], [-0.5, 0.0, 0.5])

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    model = Spline()
    model.fit(x, y)
    return model
