# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows; exactly 2**k rows are enough."
# believed: it is enough if the smallest size still has one row, so 2**(k - 1) rows will do
def sizes(n, k):
    if k < 1:
        raise ValueError("k should be 1 or more")
    if n // 2 ** (k - 1) < 1:
        raise ValueError("the smallest size would be 0")
    out = []
    while len(out) < k:
        out.append(n)
        n = n // 2
    return np.array(out[::-1])


# %% task="curve" kind="wrong" breaks="random from all n, and each is as likely as any other."
# believed: a shuffle may swap each place with an earlier one only, and never leave it where it is
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("x and y")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val")
    for size in sizes:
        if size < 1 or size > n:
            raise ValueError("size")
    rng = np.random.default_rng(seed)
    order = np.arange(n)
    for i in range(n - 1, 0, -1):
        j = rng.integers(0, i)
        order[i], order[j] = order[j], order[i]
    train, val = np.zeros(len(sizes)), np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train[k] = np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2)
        val[k] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train, val


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("lengths")
    if len(train_loss) < 1:
        raise ValueError("no point")
    train = train_loss[-1]
    val = val_loss[-1]
    if val <= target:
        answer = "fine"
    else:
        if train > target:
            first = train - target
        else:
            first = 0
        if val > train:
            second = val - train
        else:
            second = 0
        if first >= second + second:
            answer = "bias"
        elif second >= first + first:
            answer = "variance"
        else:
            answer = "both"
    return answer


# %% task="forecast" kind="wrong" breaks="sizes:    five or more numbers of rows, rising, each 1.5 to 2.5 times the one before"
# believed: each size is exactly twice the one before, so its place in the list says enough
def forecast(sizes, val_loss, n):
    y = np.array(val_loss, float)
    m = 2.0 ** np.arange(len(y))
    ahead = m[-1] * float(n) / float(sizes[-1])
    best = None
    for c in np.arange(0.4, 1.101, 0.01):
        fall = m**-c
        table = np.stack([1 / y, fall / y], axis=1)
        floor, b = np.linalg.lstsq(table, np.ones(len(y)), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, np.sum(fall / y) / np.sum((fall / y) ** 2)
        if b < 0:
            floor, b = np.sum(1 / y) / np.sum(1 / y**2), 0.0
        error = np.sum((table @ [floor, b] - 1) ** 2)
        if best is None or error < best[0]:
            best = error, floor + b * ahead**-c
    return float(best[1])


# %% task="advise" kind="wrong" breaks="is fitted once on all other rows."
# believed: the model learns the whole file, and is then asked about the held-out rows
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("x and y")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(10):
        order = rng.permutation(n)
        out, rest = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x, y)
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    answer = read_curves([np.mean(train)], [np.mean(val)], target)
    if answer == "fine":
        return "stop"
    if answer == "variance":
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="y:    float64 array of shape (n,): a smooth curve of x with one to three bends, plus noise."
# believed: a polynomial of degree 3 can bend three times
class Cubic:
    def __init__(self, x, y):
        self.weights = np.polyfit(x[:, 0], y, 3)

    def predict(self, x):
        return np.polyval(self.weights, x)


def ideal(x, y, seed):
    return Cubic(x, y)
