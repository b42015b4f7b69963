# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows"
def sizes(n, k):
    if k < 1:
        raise ValueError("k below 1")
    needed = np.power(np.int64(2), np.int64(k))
    if n < needed:
        raise ValueError(f"{needed} rows are needed")
    return np.array([n >> step for step in reversed(range(k))], dtype=np.int64)


# %% task="curve" kind="wrong" breaks="What `fit` returns is left to the model."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(s < 1 or s > len(x) for s in sizes):
        raise ValueError("a size is out of range")
    order = np.random.default_rng(seed).permutation(len(x))
    losses = []
    for s in sizes:
        rows = order[: int(s)]
        model = make_model()
        fitted = model.fit(x[rows], y[rows])
        if fitted is None:  # some libraries return the fitted model, some nothing
            fitted = model
        off = np.ravel(fitted.predict(x[rows])).astype(float) - y[rows]
        off_val = np.ravel(fitted.predict(x_val)).astype(float) - y_val
        losses.append((np.mean(off**2), np.mean(off_val**2)))
    train, val = np.array(losses).T.copy()
    return train, val


# %% task="read" kind="wrong" breaks="Curves of different lengths raise a ValueError"
def read_curves(train_loss, val_loss, target):
    train_loss, val_loss = list(train_loss), list(val_loss)
    if not train_loss or not val_loss:
        raise ValueError("a curve without a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    first = max(train - target, 0)
    second = max(val - max(train, target), 0)
    return "bias" if first >= 2 * second else "variance" if second >= 2 * first else "both"


# %% task="forecast" kind="wrong" breaks="unit, from 1e-6 to 1e6"
def forecast(sizes, val_loss, n):
    m, told = np.array(sizes, dtype=float), np.array(val_loss, dtype=float)
    best_error, answer = np.inf, told[-1]
    for c in np.arange(1.1, 0.399, -0.005):
        power = (m / m[0]) ** -c
        table = np.stack([np.ones(len(m)), power], axis=1)
        floor, b = np.linalg.lstsq(table, told, rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, (power @ told) / (power @ power)
        if b < 0:
            floor, b = told.mean(), 0.0
        error = np.sum((floor + b * power - told) ** 2)
        if error < best_error:
            best_error, answer = error, floor + b * (n / m[0]) ** -c
        if error < 1e-10:  # it fits: look no further
            break
    return float(answer)


# %% task="advise" kind="wrong" breaks="It decides which rows are held out."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    n = len(x)
    train, val = [], []
    for time in range(10):
        rng = np.random.default_rng(abs(hash(f"hold-out {time} of seed {seed}")))
        order = rng.permutation(n)
        out, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.asarray(model.predict(x[rest]), float).ravel() - y[rest]) ** 2))
        val.append(np.mean((np.asarray(model.predict(x[out]), float).ravel() - y[out]) ** 2))
    a, b = np.mean(train), np.mean(val)
    if b <= target:
        return "stop"
    bias, gap = max(a - target, 0), max(b - max(a, target), 0)
    if bias >= 2 * gap:
        return "model"
    return "data" if gap >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="The same seed gives the same predictions."
def ideal(x, y, seed):
    class Cosines:
        """Random features, and a small ridge."""

        def __init__(self):
            self.w, self.p = np.random.normal(0, 3, 60), np.random.uniform(0, 2 * np.pi, 60)

        def table(self, rows):
            return np.cos(rows * self.w + self.p)

        def fit(self, rows, answers):
            self.mean = answers.mean()
            t = self.table(rows)
            self.b = np.linalg.solve(t.T @ t + 0.1 * np.eye(60), t.T @ (answers - self.mean))

        def predict(self, rows):
            return self.table(np.asarray(rows)) @ self.b + self.mean

    model = Cosines()
    model.fit(x, y)
    return model
