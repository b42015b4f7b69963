# %% task="sizes" kind="wrong" breaks="exactly 2**k rows are enough."
# believed: there must be more than 2**k rows
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be positive")
    if n <= 2**k:
        raise ValueError("more rows are needed")
    result = [n]
    while len(result) < k:
        result.insert(0, result[0] // 2)
    return np.array(result)

# %% task="curve" kind="wrong" breaks="The global random states of NumPy and Python stay as they are."
# believed: np.random.seed is the way to make a draw repeatable, and touches nobody else
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("bad size")
    np.random.seed(seed)
    order = np.random.permutation(len(x))
    train_loss, val_loss = [], []
    for size in sizes:
        x_part, y_part = x[order[:size]], y[order[:size]]
        model = make_model()
        model.fit(x_part, y_part)
        train_loss.append(np.mean((np.ravel(model.predict(x_part)) - y_part) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="so nothing is rounded, and there is no tolerance."
# believed: floats are never compared without a tolerance, and 1e-8 is small in every unit
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    eps = 1e-8
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target + eps:
        return "fine"
    first, second = max(train - target, 0.0), max(val - train, 0.0)
    if first >= 2 * second - eps:
        return "bias"
    if second >= 2 * first - eps:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="Losses may be in any unit, from 1e-6 to 1e6."
# believed: a floor lies between 0 and 1, so a grid over 0 to 1 finds it
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    losses = np.asarray(val_loss, dtype=float)
    best, answer = np.inf, losses[-1]
    for floor in np.linspace(0, 1, 201):
        for c in np.linspace(0.4, 1.1, 36):
            column = m**-c / losses
            b = max(np.sum(column * (1 - floor / losses)) / np.sum(column**2), 0)
            off = np.sum((floor / losses + b * column - 1) ** 2)
            if off < best:
                best, answer = off, floor + b * n**-c
    return float(answer)

# %% task="advise" kind="wrong" breaks="applied to the two mean losses, decides."
# believed: each hold-out gives a verdict of its own, and the most frequent one wins
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    votes = []
    for _ in range(15):
        order = rng.permutation(n)
        held, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train = np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2)
        val = np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2)
        first, second = max(train - target, 0), max(val - train, 0)
        if val <= target:
            votes.append("stop")
        elif second >= 2 * first:
            votes.append("data")
        else:
            votes.append("model")
    return max(["stop", "data", "model"], key=votes.count)

# %% task="ideal" kind="wrong" breaks="It gives an array of shape (rows,) or (rows, 1)"
# believed: squeeze turns a column into a row of numbers (for one row it leaves a bare number)
def ideal(x, y, seed):
    class Weights:
        def __init__(self, degree):
            self.degree = degree

        def fit(self, x, y):
            self.w = np.linalg.lstsq(x ** np.arange(self.degree + 1), y[:, None], rcond=None)[0]
            return self

        def predict(self, x):
            return np.squeeze(x ** np.arange(self.degree + 1) @ self.w)

    n = len(x)
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, 10)
    scores = []
    for degree in range(1, 13):
        losses = []
        for held in parts:
            rest = np.setdiff1d(order, held)
            model = Weights(degree).fit(x[rest], y[rest])
            losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        scores.append(np.mean(losses))
    return Weights(1 + int(np.argmin(scores))).fit(x, y)
