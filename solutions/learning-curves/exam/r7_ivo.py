# %% task="sizes" kind="right"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError
    return np.array([n]) if k == 1 else np.append(sizes(n // 2, k - 1), n)


# %% task="curve" kind="wrong" breaks="first holds each model's loss on the rows that it was fitted on, and on no others."
# believed: the training loss is the loss on all the rows that there are to learn from
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val) or min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError
    order = np.random.default_rng(seed).permutation(len(x))

    def loss(model, x, y):
        return np.mean((np.ravel(model.predict(x)) - y) ** 2)

    def learnt(m):
        model = make_model()
        model.fit(x[order[:m]], y[order[:m]])
        return model

    models = [learnt(m) for m in sizes]
    return (
        np.array([loss(model, x, y) for model in models], float),
        np.array([loss(model, x_val, y_val) for model in models], float),
    )


# %% task="read" kind="wrong" breaks="The second is how far the validation loss lies above the training loss, or 0 if it does not."
# believed: both distances are measured from the level
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError
    first, second = max(train_loss[-1] - target, 0), max(val_loss[-1] - target, 0)
    if second == 0:
        return "fine"
    return "bias" if first >= 2 * second else "variance" if second >= 2 * first else "both"


# %% task="forecast" kind="wrong" breaks="`floor` and `b` are 0 or more, not both 0, and `c` is from 0.4 to 1.1."
# believed: errors always fall with one over the square root of the number of rows
def forecast(sizes, val_loss, n):
    y = np.array(val_loss, float)
    root = np.array(sizes, float) ** -0.5
    table = np.stack([1 / y, root / y], axis=1)
    floor, b = np.linalg.lstsq(table, np.ones(len(y)), rcond=None)[0]
    if floor < 0:
        floor, b = 0.0, np.sum(root / y) / np.sum((root / y) ** 2)
    return float(floor + max(b, 0.0) * n**-0.5)


# %% task="advise" kind="wrong" breaks="Each loss is then averaged over"
# believed: each hold-out may give its own advice, and the majority decides
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError
    rng = np.random.default_rng(seed)

    def loss(model, rows):
        return np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)

    def one():
        out, rest = np.split(rng.permutation(len(x)), [len(x) // 5])
        model = make_model()
        model.fit(x[rest], y[rest])
        t, v = loss(model, rest), loss(model, out)
        if v <= target:
            return "stop"
        return "data" if max(v - t, 0) >= 2 * max(t - target, 0) else "model"

    votes = [one() for _ in range(21)]
    return max(("model", "data", "stop"), key=votes.count)


# %% task="ideal" kind="right"
def ideal(x, y, seed):
    folds = np.array_split(np.random.default_rng(seed).permutation(len(x)), 8)
    fit = lambda rows, d: np.polynomial.Polynomial.fit(x[rows, 0], y[rows], d, domain=[-1, 1])
    miss = lambda out, d: np.sum((fit(np.setdiff1d(range(len(x)), out), d)(x[out, 0]) - y[out]) ** 2)
    best = fit(range(len(x)), min(range(1, 11), key=lambda d: sum(miss(out, d) for out in folds)))
    return type("Model", (), {"predict": lambda self, x: best(x)})()
