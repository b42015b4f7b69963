# %% task="sizes" kind="wrong" breaks="exactly 2**k rows are enough"
# believed: there have to be more than 2**k rows
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    if n <= 2**k:
        raise ValueError("not enough rows")
    out = [int(n)]
    while len(out) < k:
        out.insert(0, out[0] // 2)
    return np.array(out, dtype=np.int64)


# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    x, y, x_val, y_val = (np.array(a) for a in (x, y, x_val, y_val))  # copies, to be safe
    if x.shape[0] != y.shape[0]:
        raise ValueError(f"x has {x.shape[0]} rows, y has {y.shape[0]}")
    if x_val.shape[0] != y_val.shape[0]:
        raise ValueError(f"x_val has {x_val.shape[0]} rows, y_val has {y_val.shape[0]}")
    n = x.shape[0]
    sizes = [int(m) for m in sizes]
    for m in sizes:
        if m < 1:
            raise ValueError(f"size {m} is below 1")
        if m > n:
            raise ValueError(f"size {m} is above {n}")

    state = np.random.get_state()
    try:
        np.random.seed(seed)
        order = np.random.permutation(n)
    finally:
        np.random.set_state(state)

    train_loss = np.zeros(len(sizes), dtype=np.float64)
    val_loss = np.zeros(len(sizes), dtype=np.float64)
    for i, m in enumerate(sizes):
        x_fit, y_fit = x[order[:m]], y[order[:m]]
        model = make_model()
        model.fit(x_fit.copy(), y_fit.copy())
        for losses, rows, answers in ((train_loss, x_fit, y_fit), (val_loss, x_val, y_val)):
            guess = np.asarray(model.predict(rows.copy()), dtype=np.float64).reshape(answers.shape)
            losses[i] = ((guess - answers) ** 2).mean()
    return train_loss, val_loss


# %% task="read" kind="wrong" breaks="Earlier ones may hold anything, even NaN."
# believed: a curve with a NaN anywhere is invalid and should be refused
def read_curves(train_loss, val_loss, target):
    train = np.asarray(train_loss, dtype=np.float64)
    val = np.asarray(val_loss, dtype=np.float64)
    if train.shape != val.shape:
        raise ValueError("the curves have different lengths")
    if train.size == 0:
        raise ValueError("the curves have no point")
    if np.isnan(train).any() or np.isnan(val).any():
        raise ValueError("a loss is not a number")
    if val[-1] <= target:
        return "fine"
    first = max(train[-1] - target, 0.0)
    second = max(val[-1] - train[-1], 0.0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Losses may be in any unit, from 1e-6 to 1e6."
# believed: a floor is a number between 0 and 1, in hundredths
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=np.float64)
    loss = np.asarray(val_loss, dtype=np.float64)
    if len(m) != len(loss):
        raise ValueError("different lengths")
    best_error, best = np.inf, float(loss[-1])
    for floor in np.linspace(0.0, 1.0, 101):
        for c in np.linspace(0.4, 1.1, 71):
            power = m**-c
            b = max(0.0, np.sum(power * (loss - floor) / loss**2) / np.sum(power**2 / loss**2))
            error = np.sum(((floor + b * power - loss) / loss) ** 2)
            if error < best_error:
                best_error, best = error, floor + b * float(n) ** -c
    return float(best)


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    x, y = np.array(x), np.array(y)
    if x.shape[0] != y.shape[0]:
        raise ValueError("x and y have different lengths")
    n = x.shape[0]
    rng = np.random.default_rng(seed)
    order = rng.permutation(n)
    part = np.empty(n, dtype=int)
    part[order] = np.arange(n) % 10  # deal the rows like cards
    train, val = [], []
    for p in range(10):
        out, rest = part == p, part != p
        assert out.sum() + rest.sum() == n
        model = make_model()
        model.fit(x[rest].copy(), y[rest].copy())
        guess_train = np.asarray(model.predict(x[rest].copy()), dtype=np.float64).reshape(-1)
        guess_val = np.asarray(model.predict(x[out].copy()), dtype=np.float64).reshape(-1)
        train.append(((guess_train - y[rest]) ** 2).mean())
        val.append(((guess_val - y[out]) ** 2).mean())
    mean_train, mean_val = float(np.mean(train)), float(np.mean(val))
    if mean_val <= target:
        return "stop"
    first, second = max(mean_train - target, 0.0), max(mean_val - mean_train, 0.0)
    if first < 2 * second and second >= 2 * first:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="what is handed in is not changed"
# believed: y -= ... changes only the name inside the function
class Shifted:
    def __init__(self, model, mean):
        self.model, self.mean = model, mean

    def predict(self, x):
        return self.model.predict(x) + self.mean


def ideal(x, y, seed):
    mean = y.mean()
    y -= mean
    rng = np.random.default_rng(seed)
    scores = np.zeros(10)
    for _ in range(10):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        for i in range(10):
            model = Polynomial(i + 1)
            model.fit(x[rest], y[rest])
            scores[i] += np.mean((model.predict(x[out]) - y[out]) ** 2)
    model = Polynomial(int(np.argmin(scores)) + 1)
    model.fit(x, y)
    return Shifted(model, mean)
