# %% task="sizes" kind="wrong" breaks="n: the number of rows that there are, an int up to 10**12."
# believed: numbers of rows fit into 32 bits
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    chosen = n / 2.0 ** np.arange(k)[::-1]
    return np.floor(chosen).astype(np.int32)

# %% task="curve" kind="wrong" breaks="The rows are drawn at random from all n, and each is as likely as any other."
# believed: the first rows of the file are as good as any (the file may be sorted)
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    train_loss = np.zeros(len(sizes))
    val_loss = np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        if size < 1 or size > len(x):
            raise ValueError("bad size")
        model = make_model()
        model.fit(x[:size], y[:size])
        train_loss[i] = np.mean((np.reshape(model.predict(x[:size]), -1) - y[:size]) ** 2)
        val_loss[i] = np.mean((np.reshape(model.predict(x_val), -1) - y_val) ** 2)
    return train_loss, val_loss

# %% task="read" kind="wrong" breaks="if neither is."
# believed: the longer of the two distances decides (overlooked: it must be twice as long, and "both" exists)
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = max(0, train - target)
    variance = max(0, val - train)
    if bias > variance:
        return "bias"
    elif variance > bias:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="Losses follow floor + b * m ** -c, where m is the number of rows."
# believed: a learning curve is a straight line in the two logarithms, a power of m without a floor
def forecast(sizes, val_loss, n):
    slope, start = np.polyfit(np.log(sizes), np.log(val_loss), 1)
    return float(np.exp(start + slope * np.log(n)))

# %% task="advise" kind="wrong" breaks="Each time at least a tenth of the rows and at most a third, to within one row, are drawn at random. The file may be sorted."
# believed: ten parts are ten slices of the file, one after the other
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    train, val = [], []
    for held in np.array_split(np.arange(len(x)), 10):
        rest = np.setdiff1d(np.arange(len(x)), held)
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"

# %% task="ideal" kind="wrong" breaks="Rows come in any order, and may be sorted."
# believed: the last fifth of the file is a fair hold-out
def ideal(x, y, seed):
    cut = len(x) * 4 // 5
    best, best_loss = None, np.inf
    for degree in range(1, 13):
        model = Polynomial(degree)
        model.fit(x[:cut], y[:cut])
        loss = np.mean((model.predict(x[cut:]) - y[cut:]) ** 2)
        if loss < best_loss:
            best, best_loss = degree, loss
    model = Polynomial(best)
    model.fit(x, y)
    return model
