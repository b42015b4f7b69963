# %% task="sizes" kind="right"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError(f"no {k} sizes for {n} rows")
    return n >> np.arange(k, dtype=np.int64)[::-1]


# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    sizes = np.asarray(sizes)
    if len(x) != len(y) or len(x_val) != len(y_val) or sizes.min() < 1 or sizes.max() > len(x):
        raise ValueError("rows and answers, or sizes, do not fit")
    order = np.random.default_rng(seed).permutation(len(x))
    mse = lambda model, a, b: np.mean((np.asarray(model.predict(a)).reshape(-1) - b) ** 2, dtype=float)
    losses = np.empty((2, len(sizes)))
    for i, rows in enumerate(order[:m] for m in sizes):
        model = make_model()
        model.fit(x[rows], y[rows])
        losses[:, i] = mse(model, x[rows], y[rows]), mse(model, x_val, y_val)
    return losses[0], losses[1]


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or not len(train_loss):
        raise ValueError("curves need the same number of points, one or more")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    bias, gap = max(train - target, 0.0), max(val - train, 0.0)
    return ("fine" if val <= target else "bias" if bias >= 2 * gap
            else "variance" if gap >= 2 * bias else "both")


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    m, loss = np.asarray(sizes, float), np.asarray(val_loss, float)

    def fits(c):
        power = (m / m[-1]) ** -c
        both = np.c_[np.ones_like(m), power] / loss[:, None]
        w = np.linalg.lstsq(both, np.ones_like(m), rcond=None)[0]
        flat = np.array([(1 / loss).sum() / (1 / loss**2).sum(), 0.0])
        sinking = np.array([0.0, both[:, 1].sum() / (both[:, 1] ** 2).sum()])
        for v in (w, flat, sinking):
            if (v >= 0).all():
                yield ((both @ v - 1) ** 2).sum(), v[0] + v[1] * (n / m[-1]) ** -c

    return float(min(f for c in np.linspace(0.4, 1.1, 141) for f in fits(c))[1])


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n, losses = len(x), []
    for child in np.random.SeedSequence(seed).spawn(20):
        out, rest = np.split(np.random.default_rng(child).permutation(n), [n // 5])
        losses.append(learning_curve(make_model, x[rest], y[rest], x[out], y[out], [len(rest)], seed))
    train, val = np.mean(losses, axis=0)
    return {"fine": "stop", "variance": "data"}.get(read_curves(train, val, target), "model")


# %% task="ideal" kind="right"
def ideal(x, y, seed):
    parts = np.array_split(np.random.default_rng(seed).permutation(len(x)), 10)

    def fitted(degree, rows):
        model = Polynomial(degree)
        model.fit(x[rows], y[rows])
        return model

    def score(degree):
        return np.mean([
            np.mean((fitted(degree, np.setdiff1d(np.arange(len(x)), p)).predict(x[p]) - y[p]) ** 2)
            for p in parts
        ])

    return fitted(min(range(1, 13), key=score), np.arange(len(x)))
