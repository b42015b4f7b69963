# %% task="sizes" kind="wrong" breaks="Returns an integer array of shape (k,), rising."
def sizes(n, k):
    if k < 1:
        raise ValueError("k is below 1")
    if n < 2**k:
        raise ValueError("too few rows")
    chosen = [n]
    while len(chosen) < k:
        # The widest step that is allowed: 2.5.
        chosen.append(-(-2 * chosen[-1] // 5))
    return np.array(chosen[::-1], dtype=np.int64)


# %% task="curve" kind="wrong" breaks="Which rows are drawn depends on n, the sizes and the seed alone."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    sizes = list(map(int, sizes))
    if sizes[0] < 1 or sizes[-1] > len(x):
        raise ValueError("a size is out of range")
    rng = np.random.default_rng(seed)
    # Each size should see small and large answers alike: deal from five heaps, one round after another.
    heaps = [list(rng.permutation(heap)) for heap in np.array_split(np.argsort(y, kind="stable"), 5)]
    order = []
    while any(heaps):
        order += [heaps[h].pop() for h in rng.permutation(5) if heaps[h]]
    order = np.array(order, dtype=int)
    train_loss, val_loss = [], []
    for m in sizes:
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(float(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)))
        val_loss.append(float(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)))
    return np.array(train_loss), np.array(val_loss)


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if not 0 < len(train_loss) == len(val_loss):
        raise ValueError
    t, v = train_loss[-1], val_loss[-1]
    a, b = max(t - target, 0), max(v - max(t, target), 0)
    return "fine" if v <= target else "bias" if a >= 2 * b else ("both", "variance")[bool(b >= 2 * a)]


# %% task="forecast" kind="wrong" breaks="rising, each 1.5 to 2.5 times the one before"
def forecast(sizes, val_loss, n):
    # The last three points fix all three unknowns.
    one, two, three = (float(loss) for loss in val_loss[-3:])
    bend = one + three - 2 * two
    if abs(bend) < 1e-12 * three or one <= two or two <= three:
        return three
    floor = min(max((one * three - two * two) / bend, 0.0), three)
    ratio = (three - floor) / (two - floor)
    steps = np.log(n / sizes[-1]) / np.log(sizes[-1] / sizes[-2])
    return float(floor + (three - floor) * ratio**steps)


# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    train = val = 0.0
    for held in np.array_split(np.random.default_rng(seed).permutation(len(x)), 5):
        rest = np.ones(len(x), bool)
        rest[held] = False
        model = make_model()
        model.fit(x[rest], y[rest])
        train += np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2) / 5
        val += np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2) / 5
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - max(train, target), 0)
    return "data" if second >= 2 * first else "model"


# %% task="ideal" kind="right"
def ideal(x, y, seed):
    world = np.random.default_rng(seed)
    splits = [np.split(world.permutation(len(x)), [len(x) // 5]) for _ in range(8)]
    middle, unit = y.mean(), y.std() or 1.0

    def exam(degree):
        losses = []
        for held, rest in splits:
            pupil = Polynomial(degree)
            pupil.fit(x[rest], (y[rest] - middle) / unit)
            losses.append(np.mean((pupil.predict(x[held]) - (y[held] - middle) / unit) ** 2))
        return np.mean(losses)

    best = Polynomial(min(range(1, 11), key=exam))
    best.fit(x, y)
    return best
