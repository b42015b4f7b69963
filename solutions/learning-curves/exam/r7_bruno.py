# %% task="sizes" kind="wrong" breaks="times the one before it, both bounds included."
# believed: the points of a curve are spaced evenly along the axis, as with linspace
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError(f"{k} sizes need at least {2**k} rows")
    return np.linspace(n / k, n, k).round().astype(np.int64)


# %% task="curve" kind="wrong" breaks="For each size `make_model` is called once."
# believed: fit begins from scratch each time, so one model object will do for all sizes
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("features and answers must have equal lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("sizes must lie between 1 and n")
    shuffled_index = np.random.default_rng(seed).permutation(len(x))
    results = {"train": [], "val": []}
    model = make_model()
    for size in sizes:
        sampled = shuffled_index[:size]
        model.fit(x[sampled], y[sampled])
        for column, features, answers in [("train", x[sampled], y[sampled]), ("val", x_val, y_val)]:
            predicted = np.asarray(model.predict(features)).ravel()
            results[column].append(((predicted - answers) ** 2).mean())
    return np.array(results["train"], float), np.array(results["val"], float)


# %% task="read" kind="wrong" breaks="Only the last point of each curve counts."
# believed: a whole curve is summed up best by its mean
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of the same length are needed")
    train, val = np.nanmean(train_loss), np.nanmean(val_loss)
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), max(val - train, 0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    rows = np.array(sizes, dtype=float)
    losses = np.array(val_loss, dtype=float)
    scale = losses[-1]
    relative = losses / scale
    weights = 1 / relative
    steps = rows / rows[-1]

    candidates = [(np.sum((1 - weights * weights.sum() / (weights**2).sum()) ** 2),
                   weights.sum() / (weights**2).sum(), 0.0, 1.0)]
    for power in np.linspace(0.4, 1.1, 141):
        falling = steps**-power
        # floor and b together
        table = np.stack([weights, weights * falling], axis=1)
        floor, b = np.linalg.lstsq(table, np.ones(len(rows)), rcond=None)[0]
        if floor >= 0 and b >= 0:
            error = np.sum((table @ [floor, b] - 1) ** 2)
            candidates.append((error, floor, b, power))
        # without a floor
        column = weights * falling
        b = column.sum() / (column**2).sum()
        candidates.append((np.sum((b * column - 1) ** 2), 0.0, b, power))
    error, floor, b, power = min(candidates)
    return float(scale * (floor + b * (n / rows[-1]) ** -power))


# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
# believed: one train_test_split is a fair measurement
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y must have equal lengths")
    shuffled_index = np.random.default_rng(seed).permutation(len(x))
    n_out = round(0.25 * len(x))
    out, rest = shuffled_index[:n_out], shuffled_index[n_out:]
    model = make_model()
    model.fit(x[rest], y[rest])
    train = np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2)
    val = np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - train, 0)
    return "data" if variance >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="In the mean of five curves, the loss on new rows is at most 1.5 times the variance of the noise."
# believed: the simplest model has the smallest gap, and a small gap is all that is asked
class Regression:
    def __init__(self, slope, intercept):
        self.slope, self.intercept = slope, intercept

    def predict(self, x):
        return self.slope * x[:, 0] + self.intercept


def ideal(x, y, seed):
    return Regression(*np.polyfit(x[:, 0], y, 1))
