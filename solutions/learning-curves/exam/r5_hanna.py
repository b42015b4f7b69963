# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5 times the one before it, both bounds included."
# believed: double the smallest size k - 1 times and put n at the end; all that was lost by rounding down piles up in the last step (31 rows, 4 sizes: 3, 6, 12, 31)
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("n must be at least 2**k and k at least 1")
    smallest = n // 2 ** (k - 1)
    chosen = smallest * 2 ** np.arange(k)
    chosen[-1] = n
    return chosen

# %% task="curve" kind="wrong" breaks="and so does a size below 1 or above n."
# believed: only too large a size is wrong (overlooked: 0 and negative sizes, which slice without an error)
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if sizes[-1] > len(x):
        raise ValueError("there are not so many rows")
    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss[i] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        val_loss[i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train_loss, val_loss

# %% task="read" kind="wrong" breaks="Curves of different lengths raise a ValueError, and so do curves without a point."
# believed: equal lengths are the only thing to check (an empty pair gives an IndexError)
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves have different lengths")
    train = train_loss[-1]
    val = val_loss[-1]
    if val <= target:
        return "fine"
    above_target = train - target if train > target else 0
    gap = val - train if val > train else 0
    if above_target >= 2 * gap:
        return "bias"
    if gap >= 2 * above_target:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="each forecast is off by at most 8 % of the true loss."
# believed: a curve that has nearly come to rest stays where it is, so the last loss is the forecast
def forecast(sizes, val_loss, n):
    return float(val_loss[-1])

# %% task="advise" kind="wrong" breaks="Two seeds hold out different rows."
# believed: the ten hold-outs are seeded with 0 to 9, so that they can be repeated (the argument seed is forgotten)
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    train, val = [], []
    for i in range(10):
        order = np.random.default_rng(i).permutation(n)
        held, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"

# %% task="ideal" kind="wrong" breaks="y is of any size from 0.001 to 1000"
# believed: the simplest degree within 0.005 of the best is as good as the best, in every unit
def ideal(x, y, seed):
    n = len(x)
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, 10)
    scores = []
    for degree in range(1, 13):
        losses = []
        for held in parts:
            rest = np.setdiff1d(order, held)
            model = Polynomial(degree)
            model.fit(x[rest], y[rest])
            losses.append(np.mean((model.predict(x[held]) - y[held]) ** 2))
        scores.append(np.mean(losses))
    good = [d for d, score in zip(range(1, 13), scores) if score < min(scores) + 0.005]
    model = Polynomial(good[0])
    model.fit(x, y)
    return model
