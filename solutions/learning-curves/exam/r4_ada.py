# %% task="sizes" kind="right"
def sizes(n, k):
    n, k = int(n), int(k)
    if k < 1:
        raise ValueError(f"k should be 1 or more. Received: k={k}")
    if n < 2**k:
        raise ValueError(f"{k} sizes need {2**k} rows. Received: n={n}")

    def halves(m, left):
        return [m] if left == 1 else [*halves(m // 2, left - 1), m]

    return np.array(halves(n, k), dtype=np.int64)


# %% task="curve" kind="wrong" breaks="random from all n, and each is as likely as any other"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y should have the same length.")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val should have the same length.")
    sizes = [int(size) for size in sizes]
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("Each size should be from 1 to the number of rows.")
    order = np.random.default_rng(seed).permutation(sizes[-1])
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(np.mean((np.asarray(model.predict(x[rows])).reshape(-1) - y[rows]) ** 2))
        val_loss.append(np.mean((np.asarray(model.predict(x_val)).reshape(-1) - y_val) ** 2))
    return np.array(train_loss, dtype=float), np.array(val_loss, dtype=float)


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    points = len(train_loss)
    if points != len(val_loss) or points == 0:
        raise ValueError("The curves should have the same number of points, one or more.")
    train, val = train_loss[points - 1], val_loss[points - 1]
    if val <= target:
        return "fine"
    if train <= target:
        return "variance"
    if val <= train:
        return "bias"
    bias, variance = train - target, val - train
    if bias >= variance + variance:
        return "bias"
    return "variance" if variance >= bias + bias else "both"


# %% task="forecast" kind="wrong" breaks="Losses follow floor + b * m ** -c, where m is the number of rows."
def forecast(sizes, val_loss, n):
    m = np.log(np.asarray(sizes, dtype=float))
    losses = np.log(np.asarray(val_loss, dtype=float))
    slope, start = np.polyfit(m, losses, 1)
    return float(np.exp(start + slope * np.log(n)))


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y should have the same length.")
    n = len(x)
    # Deal the rows like cards to ten players.
    cards = np.random.default_rng(seed).permutation(n)
    train, val = [], []
    for player in range(10):
        held = cards[player::10]
        rest = np.setdiff1d(cards, held)
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(np.asarray(model.predict(x[rest]), dtype=float)) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(np.asarray(model.predict(x[held]), dtype=float)) - y[held]) ** 2))
    said = read_curves([float(np.mean(train))], [float(np.mean(val))], target)
    return {"fine": "stop", "variance": "data", "bias": "model", "both": "model"}[said]


# %% task="ideal" kind="wrong" breaks="a smooth curve of x with one to three bends, plus noise"
def ideal(x, y, seed):
    model = Polynomial(3)
    model.fit(np.array(x), np.array(y))
    return model
