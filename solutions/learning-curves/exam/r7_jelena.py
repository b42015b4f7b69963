# %% task="sizes" kind="wrong" breaks="times the one before it, both bounds included."
# believed: the longest step that is allowed will do everywhere, even where exactly 2**k rows are there
def sizes(n, k):
    if not isinstance(k, (int, np.integer)) or k < 1:
        raise ValueError(f"k should be an int of 1 or more, and is {k!r}")
    if n < 2**k:
        raise ValueError(f"{k} sizes need {2**k} rows, and there are {n}")
    chosen = [int(n)]
    while len(chosen) < k:
        # Rounded up, so that no step is longer than 2.5.
        chosen.append(-(-2 * chosen[-1] // 5))
    chosen = np.array(chosen[::-1], dtype=np.int64)
    assert chosen.shape == (k,) and chosen[-1] == n
    return chosen


# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if not callable(make_model):
        raise TypeError("make_model should be callable")
    x, y, x_val, y_val = (np.asarray(each) for each in (x, y, x_val, y_val))
    if x.shape[0] != y.shape[0]:
        raise ValueError(f"x has {x.shape[0]} rows, and y has {y.shape[0]}")
    if x_val.shape[0] != y_val.shape[0]:
        raise ValueError(f"x_val has {x_val.shape[0]} rows, and y_val has {y_val.shape[0]}")
    n = x.shape[0]
    sizes = [int(size) for size in sizes]
    for size in sizes:
        if size < 1:
            raise ValueError(f"the size {size} is below 1")
        if size > n:
            raise ValueError(f"the size {size} is above {n}")
    seed = int(seed)
    if not 0 <= seed < 2**32:
        raise ValueError(f"the seed {seed} is not from 0 to 2**32 - 1")

    def mean_squared_error(model, rows, answers):
        predicted = np.asarray(model.predict(rows.copy()), dtype=np.float64)
        if predicted.shape == (len(answers), 1):
            predicted = predicted[:, 0]
        if predicted.shape != answers.shape:
            raise TypeError(f"predict gave the shape {predicted.shape} for {len(answers)} rows")
        return np.mean((predicted - answers.astype(np.float64)) ** 2)

    # A private generator: no global state is touched.
    order = np.random.Generator(np.random.PCG64(seed)).permutation(n)
    train_loss = np.full(len(sizes), np.nan)
    val_loss = np.full(len(sizes), np.nan)
    for place, size in enumerate(sizes):
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss[place] = mean_squared_error(model, x[rows], y[rows])
        val_loss[place] = mean_squared_error(model, x_val, y_val)
    return train_loss, val_loss


# %% task="read" kind="wrong" breaks="Earlier ones may hold anything, even NaN."
# believed: a curve with a NaN in it is broken, and should be refused
def read_curves(train_loss, val_loss, target):
    train = np.array(train_loss, dtype=np.float64)
    val = np.array(val_loss, dtype=np.float64)
    if train.ndim != 1 or train.shape != val.shape:
        raise ValueError(f"the curves have the shapes {train.shape} and {val.shape}")
    if train.size == 0:
        raise ValueError("the curves have no point")
    if not (np.isfinite(train).all() and np.isfinite(val).all()):
        raise ValueError("a loss should be a finite number")
    if val[-1] <= target:
        return "fine"
    first = max(train[-1] - target, 0.0)
    second = max(val[-1] - train[-1], 0.0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="in any unit, from 1e-6 to 1e6."
# believed: the example shows two digits, so the loss is to be rounded to two digits
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=np.float64)
    y = np.array(val_loss, dtype=np.float64)
    best_error, best = np.inf, None
    for c in np.linspace(0.4, 1.1, 141):
        power = (m / m[-1]) ** -c
        table = np.column_stack([np.ones_like(y), power]) / y[:, None]
        floor, b = np.linalg.lstsq(table, np.ones_like(y), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, np.sum(power / y) / np.sum((power / y) ** 2)
        if b < 0:
            floor, b = np.sum(1 / y) / np.sum(1 / y**2), 0.0
        error = np.sum((table @ np.array([floor, b]) - 1) ** 2)
        if error < best_error:
            best_error, best = error, floor + b * (float(n) / m[-1]) ** -c
    return round(float(best), 2)


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if not callable(make_model):
        raise TypeError("make_model should be callable")
    x, y = np.asarray(x), np.asarray(y)
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, and y has {len(y)}")
    rng = np.random.Generator(np.random.PCG64(int(seed)))
    parts = np.array_split(rng.permutation(len(x)), 10)
    # Each row is held out exactly once.
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(x)))
    train_losses, val_losses = [], []
    for held_out in parts:
        is_out = np.zeros(len(x), dtype=bool)
        is_out[held_out] = True
        model = make_model()
        model.fit(x[~is_out], y[~is_out])
        for losses, rows in ((train_losses, ~is_out), (val_losses, is_out)):
            predicted = np.asarray(model.predict(x[rows]), dtype=np.float64)
            predicted = predicted.reshape(int(rows.sum()))
            losses.append(np.mean((predicted - y[rows].astype(np.float64)) ** 2))
    train, val = float(np.mean(train_losses)), float(np.mean(val_losses))
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0.0), max(val - train, 0.0)
    if bias >= 2 * variance:
        return "model"
    if variance >= 2 * bias:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="which each row has its own prediction, whatever rows stand beside it."
# believed: new rows are standardised by their own mean and standard deviation
class Standardised:
    def __init__(self, degree):
        self.degree = degree

    @staticmethod
    def scale(x):
        return (x - x.mean(axis=0)) / x.std(axis=0)

    def fit(self, x, y):
        self.curve = np.polynomial.Polynomial.fit(self.scale(x)[:, 0], y, self.degree)
        return self

    def predict(self, x):
        return self.curve(self.scale(np.asarray(x, dtype=np.float64))[:, 0])


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    holdouts = [np.split(rng.permutation(len(x)), [len(x) // 5]) for _ in range(10)]
    means = {}
    for degree in range(1, 11):
        means[degree] = np.mean([
            np.mean((Standardised(degree).fit(x[rest], y[rest]).predict(x[out]) - y[out]) ** 2)
            for out, rest in holdouts
        ])
    return Standardised(min(means, key=means.get)).fit(x, y)
