# Our own answer, cell by cell; the notebook around it is `exercises/learning-curves/notebook.py`.

# %% task="sizes"
def sizes(n, k):
    # Halved again and again from above. Whole numbers keep the last one exact, however large.
    if k < 1 or n < 2**k:
        raise ValueError(f"{k} sizes need at least 2**{k} rows, and there are {n}.")
    return np.array([n // 2**halvings for halvings in reversed(range(k))])

# %% task="curve"
def squared_error(model, x, y):
    # Flattened: shapes (rows, 1) and (rows,) would make a square table of differences.
    return np.mean((np.ravel(model.predict(x)) - y) ** 2)


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("Rows and answers differ in number.")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError(f"Sizes lie between 1 and {len(x)}. Received: {sizes}")
    # One order for all sizes: its beginnings lie inside each other.
    order = np.random.default_rng(seed).permutation(len(x))
    losses = []
    for size in sizes:
        rows, model = order[:size], make_model()
        model.fit(x[rows], y[rows])
        pair = squared_error(model, x[rows], y[rows]), squared_error(model, x_val, y_val)
        losses.append(pair)
    train, val = np.array(losses, dtype=float).T.copy()
    return train, val

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) == 0:
        raise ValueError("Two curves of the same length are needed, with a point at least.")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), val - max(train, target)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast"
from scipy.optimize import nnls


def forecast(sizes, val_loss, n):
    # For each power the best floor and slope follow by least squares; then the best power is taken.
    # Both are 0 or more. Errors are relative, as the noise is, so no unit matters.
    rows, losses = np.asarray(sizes) / sizes[-1], np.asarray(val_loss, dtype=float)
    fits = []
    for power in np.linspace(0.4, 1.1, 141):
        columns = np.stack([np.ones(len(rows)), rows**-power], axis=1)
        (floor, slope), error = nnls(columns / losses[:, None], np.ones(len(rows)))
        fits.append((error, floor + slope * (n / sizes[-1]) ** -power))
    return float(min(fits)[1])

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("Rows and answers differ in number.")
    dice = np.random.default_rng(seed)
    losses = []
    for _ in range(20):
        out, rest = np.split(dice.permutation(len(x)), [len(x) // 5])
        model = make_model()
        model.fit(x[rest], y[rest])
        # Flattened: shapes (rows, 1) and (rows,) would make a square table of differences.
        off = [np.ravel(model.predict(x[rows])) - y[rows] for rows in (rest, out)]
        losses.append([np.mean(part**2) for part in off])
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    gap = val - max(train, target)
    return "data" if gap >= 2 * max(train - target, 0) else "model"

# %% task="ideal"
class Wave:
    """A polynomial whose degree hold-outs have chosen."""

    def fit(self, x, y, dice):
        # The same ten parts for each degree; the best degree is fitted again on all rows.
        parts = np.array_split(dice.permutation(len(x)), 10)
        losses = [self.loss_held_out(x[:, 0], y, parts, degree) for degree in range(1, 11)]
        best = 1 + int(np.argmin(losses))
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, best)

    def loss_held_out(self, x, y, parts, degree):
        loss = 0
        for out in parts:
            rest = np.setdiff1d(np.arange(len(x)), out)
            curve = np.polynomial.Polynomial.fit(x[rest], y[rest], degree)
            loss += np.sum((curve(x[out]) - y[out]) ** 2)
        return loss

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    model = Wave()
    model.fit(x, y, np.random.default_rng(seed))
    return model
