# %% task="sizes" kind="right"
def sizes(n, k):
    def back(rows, left):
        """The sizes that end with these rows: a half that is no whole number is rounded up."""
        return [rows] if left == 1 else [*back(-(-rows // 2), left - 1), rows]

    if k < 1:
        raise ValueError("at least one size, please")
    if n < 1 or int(n).bit_length() <= k:
        raise ValueError("fewer than 2**k rows")
    return np.array(back(int(n), int(k)), dtype="int64")


# %% task="curve" kind="wrong" breaks="each model's loss on all validation rows"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(s < 1 or s > len(x) for s in sizes):
        raise ValueError("a size is out of range")

    def loss(model, a, b, batch=128):
        # In batches, so that a large validation set needs no large memory.
        parts = []
        for start in range(0, len(b), batch):
            said = np.asarray(model.predict(a[start : start + batch]), dtype=float).ravel()
            parts.append(np.mean((said - b[start : start + batch]) ** 2))
        return np.mean(parts)

    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for s in sizes:
        rows = order[: int(s)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(loss(model, x[rows], y[rows], batch=len(rows)))
        val.append(loss(model, x_val, y_val))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="so nothing is rounded"
def read_curves(train_loss, val_loss, target):
    train = np.array(train_loss, dtype="float32")
    val = np.array(val_loss, dtype="float32")
    level = np.float32(target)
    if len(train) != len(val) or len(train) == 0:
        raise ValueError("curves must have the same length, and a point")
    if val[-1] <= level:
        return "fine"
    first = np.maximum(train[-1] - level, 0)
    second = np.maximum(val[-1] - np.maximum(train[-1], level), 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="forecasts at eight times the last size are off by at most 6 % of the true loss in the mean of thirty curves"
def forecast(sizes, val_loss, n):
    # Three unknowns need three points: the last three, which are nearest to n.
    (m1, m2, m3), (l1, l2, l3) = ([float(v) for v in list(vs)[-3:]] for vs in (sizes, val_loss))
    if not l1 > l2 > l3:
        return l3

    def bent(c):
        return (m1**-c - m2**-c) / (m2**-c - m3**-c) - (l1 - l2) / (l2 - l3)

    low, high = 1e-3, 5.0
    if bent(low) > 0 or bent(high) < 0:
        c = low if bent(low) > 0 else high
    else:
        for _ in range(80):
            c = (low + high) / 2
            low, high = (c, high) if bent(c) < 0 else (low, c)
    b = (l2 - l3) / (m2**-c - m3**-c)
    return l3 + b * (float(n) ** -c - m3**-c)


# %% task="advise" kind="wrong" breaks="Two seeds hold out different rows."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    # Ten parts. Every tenth row is in the same part, so a sorted file does no harm.
    part = np.arange(len(x)) % 10
    losses = []
    for i in range(10):
        model = make_model()
        model.fit(x[part != i], y[part != i])
        pair = []
        for mine in (part != i, part == i):
            off = np.asarray(model.predict(x[mine]), float).ravel() - y[mine]
            pair.append(np.mean(off**2))
        losses.append(pair)
    train, val = np.mean(losses, axis=0)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "model"
    return "data" if variance >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="The unit of y is unknown: y is of any size from 0.001 to 1000"
def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    a = x[:, 0]
    splits = [np.split(rng.permutation(len(a)), [len(a) // 5]) for _ in range(10)]
    fit = np.polynomial.Polynomial.fit

    def exam(degree):
        return np.mean([np.mean((fit(a[r], y[r], degree)(a[o]) - y[o]) ** 2) for o, r in splits])

    # a more flexible curve must be worth it
    degree, loss = 1, exam(1)
    for more in range(2, 11):
        found = exam(more)
        if found < loss - 1e-4:
            degree, loss = more, found

    class Model:
        curve = fit(a, y, degree)

        def predict(self, rows):
            return self.curve(rows[:, 0])

    return Model()
