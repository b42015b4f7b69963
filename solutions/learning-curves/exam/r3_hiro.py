# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,)"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not possible")
    chosen = np.zeros(k)
    chosen[k - 1] = n
    for i in range(k - 1, 0, -1):
        chosen[i - 1] = chosen[i] // 2
    return chosen


# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    class Curve:
        """One run: the rows in their order, and the two lists of losses."""

        def __init__(self):
            keys = np.random.Generator(np.random.PCG64([int(seed), 77])).random(len(x))
            self.order = np.lexsort((np.arange(len(x)), keys))
            self.losses = {"train": [], "val": []}

        def measure(self, which, model, rows, answers):
            guesses = np.array(model.predict(rows), dtype=np.float64)
            if guesses.ndim == 2:
                guesses = guesses[:, 0]
            errors = guesses - np.array(answers, dtype=np.float64)
            self.losses[which].append(np.dot(errors, errors) / errors.size)

        def add(self, size):
            model = make_model()
            model.fit(np.take(x, self.order[:size], axis=0), np.take(y, self.order[:size]))
            self.measure(
                "train", model, np.take(x, self.order[:size], axis=0), np.take(y, self.order[:size])
            )
            self.measure("val", model, np.array(x_val), y_val)

    if len(x) != len(y):
        raise ValueError(f"{len(x)} rows, but {len(y)} answers")
    if len(x_val) != len(y_val):
        raise ValueError(f"{len(x_val)} validation rows, but {len(y_val)} answers")
    for size in sizes:
        if size < 1:
            raise ValueError(f"a size of {size}")
        if size > len(x):
            raise ValueError(f"a size of {size}, and {len(x)} rows")
    curve = Curve()
    for size in sizes:
        curve.add(int(size))
    return (
        keras.ops.convert_to_tensor(np.array(curve.losses["train"]), dtype="float64"),
        keras.ops.convert_to_tensor(np.array(curve.losses["val"]), dtype="float64"),
    )


# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves must have the same length, and a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    first = max(train - target, 0)
    second = max(val - max(train, target), 0)
    if first == 0 and second == 0:  # nothing stands between the model and the level
        return "fine"
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="each forecast is off by at most 8 % of the true loss"
_powers_by_sizes = {}


def forecast(sizes, val_loss, n):
    m, told = np.array(sizes, dtype=float), np.array(val_loss, dtype=float)

    def fit(c):
        power = (m / m[0]) ** -c
        table = np.stack([1 / told, power / told], axis=1)
        floor, b = np.linalg.lstsq(table, np.ones(len(m)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, table[:, 1].sum() / (table[:, 1] @ table[:, 1])
        if b < 0:
            floor, b = table[:, 0].sum() / (table[:, 0] @ table[:, 0]), 0.0
        return np.sum((table @ [floor, b] - 1) ** 2), floor, b

    key = tuple(m)
    if key not in _powers_by_sizes:  # the search is slow, so do it once for these sizes
        _powers_by_sizes[key] = min(np.linspace(0.4, 1.1, 141), key=lambda c: fit(c)[0])
    c = _powers_by_sizes[key]
    _, floor, b = fit(c)
    return float(floor + b * (n / m[0]) ** -c)


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y have different lengths")
    y64 = np.asarray(y, dtype=np.float64)
    train, val = [], []
    deck = np.random.default_rng(seed).permutation(len(x))
    for part in np.array_split(deck, 10):
        rest = np.setdiff1d(deck, part)
        model = make_model()
        model.fit(x[rest], y[rest])
        for losses, rows in ((train, rest), (val, part)):
            told = np.asarray(model.predict(x[rows]), dtype=np.float64).reshape(len(rows))
            losses.append(np.mean((told - y64[rows]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, gap = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * gap:
        return "model"
    return "data" if gap >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="Rows come in any order, and may be sorted."
def ideal(x, y, seed):
    a = x[:, 0]
    cut = len(a) * 4 // 5  # the last fifth is held out
    fit = np.polynomial.Polynomial.fit
    best = None
    for degree in range(1, 11):
        curve = fit(a[:cut], y[:cut], degree)
        loss = np.mean((curve(a[cut:]) - y[cut:]) ** 2)
        if best is None or loss < best[0]:
            best = loss, curve

    class Model:
        def predict(self, rows):
            return best[1](np.asarray(rows)[:, 0])

    return Model()
