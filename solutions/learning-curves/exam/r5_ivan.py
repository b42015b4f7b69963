# %% task="sizes" kind="wrong" breaks="The last size is n itself."
# believed: 2 ** log2(n) is n, so that cutting off the decimals gives n back
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows")
    top = np.log2(n)
    return np.logspace(top - k + 1, top, k, base=2).astype(int)

# %% task="curve" kind="wrong" breaks="Rows of a smaller size are among those of each larger size."
# believed: a generator with the same seed gives a smaller choice that is the beginning of the larger one
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("bad size")
    train_loss, val_loss = [], []
    for size in sizes:
        rng = np.random.default_rng(seed)  # the same seed again, so that the rows are nested
        rows = rng.choice(len(x), size, replace=False)
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val_loss.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)

# %% task="read" kind="wrong" breaks="train_loss, val_loss: the two curves, each a list, tuple or array of one or more numbers"
# believed: `not curve` tests for an empty array as it does for an empty list (an array of several numbers has no truth value)
def read_curves(train_loss, val_loss, target):
    if not train_loss or not val_loss or len(train_loss) != len(val_loss):
        raise ValueError("bad curves")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    first, second = max(train - target, 0), max(val - train, 0)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="wrong" breaks="a number of rows, from the last size up to eight times that."
# believed: one forecast for "eight times as much" is wanted, whatever n is
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    losses = np.asarray(val_loss, dtype=float)
    n = 8 * m[-1]
    best, answer = np.inf, losses[-1]
    for c in np.linspace(0.4, 1.1, 71):
        table = np.stack([np.ones(len(m)), m**-c], axis=1) / losses[:, None]
        weights = np.linalg.lstsq(table, np.ones(len(m)), rcond=None)[0]
        if weights[0] < 0:
            weights = np.array([0, table[:, 1].sum() / (table[:, 1] ** 2).sum()])
        if weights[1] < 0:
            weights = np.array([table[:, 0].sum() / (table[:, 0] ** 2).sum(), 0])
        off = np.sum((table @ weights - 1) ** 2)
        if off < best:
            best, answer = off, weights[0] + weights[1] * n**-c
    return float(answer)

# %% task="advise" kind="wrong" breaks="Each time at least a tenth of the rows and at most a third, to within one row, are drawn at random."
# believed: half of the rows to learn, half of them for the exam
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(10):
        order = rng.permutation(n)
        held, rest = order[: n // 2], order[n // 2 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(train - target, 0), max(val - train, 0)
    return "data" if second >= 2 * first else "model"

# %% task="ideal" kind="wrong" breaks="The unit of y is unknown: y is of any size from 0.001 to 1000"
# believed: the network of the lesson fits any y as it stands (overlooked: answers of a thousand are never reached)
def ideal(x, y, seed):
    keras.utils.set_random_seed(seed)
    net = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(32, "tanh"),
        keras.layers.Dense(1),
    ])
    net.compile(keras.optimizers.Adam(0.02), "mean_squared_error")
    net.fit(x, y, batch_size=len(x), epochs=300, verbose=0)

    class Model:
        def predict(self, x):
            return np.asarray(net(x))

    return Model()
