# %% task="sizes" kind="right"
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    if n < 2**k:
        raise ValueError("too few rows")
    result = []
    current = n
    for i in range(k):
        result.append(current)
        current = current // 2
    result.reverse()
    return np.array(result)


# %% task="curve" kind="wrong" breaks="Rows of a smaller size are among those of each larger size."
# believed: starting the generator with the same seed each time makes the smaller draw a part of the larger one
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if len(y) != n or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    for size in sizes:
        if size < 1 or size > n:
            raise ValueError("bad size")
    train_loss = []
    val_loss = []
    for size in sizes:
        rng = np.random.default_rng(seed)
        rows = rng.choice(n, int(size), replace=False)
        model = make_model()
        model.fit(x[rows], y[rows])
        p_train = np.ravel(model.predict(x[rows]))
        p_val = np.ravel(model.predict(x_val))
        train_loss.append(np.mean((p_train - y[rows]) ** 2))
        val_loss.append(np.mean((p_val - y_val) ** 2))
    return np.array(train_loss), np.array(val_loss)


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves have different lengths")
    if len(train_loss) == 0:
        raise ValueError("the curves are empty")
    train = train_loss[-1]
    val = val_loss[-1]
    if val <= target:
        return "fine"
    first = 0
    if train > target:
        first = train - target
    second = 0
    if val > train:
        second = val - train
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Losses may be in any unit, from 1e-6 to 1e6."
# believed: two decimals are enough for any loss, because the example shows two
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=float)
    loss = np.array(val_loss, dtype=float)
    best = None
    answer = None
    for c in np.linspace(0.4, 1.1, 71):
        A = np.stack([np.ones(len(m)), m**-c], axis=1)
        for columns in ([0, 1], [0], [1]):
            w = np.linalg.lstsq(A[:, columns] / loss[:, None], np.ones(len(m)), rcond=None)[0]
            if np.any(w < 0):
                continue
            error = np.sum((A[:, columns] @ w / loss - 1) ** 2)
            if best is None or error < best:
                best = error
                answer = np.array([1, float(n) ** -c])[columns] @ w
    return round(float(answer), 2)


# %% task="advise" kind="wrong" breaks="are drawn at random. The file may be sorted."
# believed: ten parts one after the other through the file are as good as random ones
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    train = []
    val = []
    numbers = np.arange(len(x))
    for part in np.array_split(numbers, 10):
        rest = np.setdiff1d(numbers, part)
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[part])) - y[part]) ** 2))
    answer = read_curves([np.mean(train)], [np.mean(val)], target)
    if answer == "fine":
        return "stop"
    elif answer == "variance":
        return "data"
    else:
        return "model"


# %% task="ideal" kind="wrong" breaks="its mean need not be near 0"
# believed: powers of x are enough, a column of ones is not needed
class Powers:
    def __init__(self, degree):
        self.degree = degree
        self.model = Linear()

    def table(self, x):
        columns = []
        for power in range(1, self.degree + 1):
            columns.append(x[:, 0] ** power)
        return np.stack(columns, axis=1)

    def fit(self, x, y):
        self.model.fit(self.table(x), y)

    def predict(self, x):
        return self.model.predict(self.table(x))


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    scores = np.zeros(11)
    for time in range(10):
        order = rng.permutation(len(x))
        cut = len(x) // 5
        out = order[:cut]
        rest = order[cut:]
        for degree in range(1, 11):
            model = Powers(degree)
            model.fit(x[rest], y[rest])
            scores[degree] += np.mean((model.predict(x[out]) - y[out]) ** 2)
    best = 1 + np.argmin(scores[1:])
    model = Powers(best)
    model.fit(x, y)
    return model
