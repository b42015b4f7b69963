# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows"
# believed: 2**k is two times k
def sizes(n, k):
    if k < 1 or n < 2 * k:
        raise ValueError
    s = [n]
    for _ in range(k - 1):
        s.append(s[-1] // 2)
    return np.array(s[::-1])


# %% task="curve" kind="wrong" breaks="The first holds each model's loss on the rows that it was fitted on, and on no others."
# believed: the training loss is the loss on all rows that could be learnt
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError
    order = np.random.default_rng(seed).permutation(len(x))
    train, val = [], []
    for m in sizes:
        model = make_model()
        model.fit(x[order[:m]], y[order[:m]])
        train.append(np.mean((np.ravel(model.predict(x)) - y) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="if the first distance is at least twice the second"
# believed: the longer of the two distances decides, as the titles of the pictures say
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError
    t, v = train_loss[-1], val_loss[-1]
    if v <= target:
        return "fine"
    first, second = max(t - target, 0), max(v - t, 0)
    if first > second:
        return "bias"
    if second > first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="So `floor` may be 0"
# believed: the floor lies just below the lowest loss that was seen
def forecast(sizes, val_loss, n):
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    floor = 0.9 * loss.min()
    slope, start = np.polyfit(np.log(m), np.log(loss - floor), 1)
    return float(floor + np.exp(start + slope * np.log(n)))


# %% task="advise" kind="wrong" breaks="Rows are held out ten times or more."
# believed: five parts are what everybody takes, and each row is held out once all the same
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError
    parts = np.array_split(np.random.default_rng(seed).permutation(len(x)), 5)
    train, val = [], []
    for i in range(5):
        out = parts[i]
        rest = np.concatenate(parts[:i] + parts[i + 1 :])
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    t, v = np.mean(train), np.mean(val)
    if v <= target:
        return "stop"
    first, second = max(t - target, 0), max(v - t, 0)
    return "data" if second >= 2 * first else "model"


# %% task="ideal" kind="wrong" breaks="The unit of y is unknown"
# believed: the noise is always NOISE, so the first degree that comes near it is good enough
def ideal(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    out, rest = order[: len(x) // 5], order[len(x) // 5 :]
    for degree in range(1, 11):
        model = Polynomial(degree)
        model.fit(x[rest], y[rest])
        if np.mean((model.predict(x[out]) - y[out]) ** 2) <= 1.3 * NOISE:
            break
    model = Polynomial(degree)
    model.fit(x, y)
    return model
