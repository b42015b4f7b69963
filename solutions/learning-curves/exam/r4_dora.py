# %% task="sizes" kind="wrong" breaks="n: the number of rows that there are, an int up to 10**12."
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("no such sizes")
    chosen = np.zeros(k, dtype="int32")
    for place in reversed(range(k)):
        chosen[place] = n
        n //= 2
    return chosen


# %% task="curve" kind="wrong" breaks="What `fit` returns is left"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("rows and answers differ in number")
    if min(sizes) < 1 or max(sizes) > len(x):
        raise ValueError("sizes should be from 1 to n")
    order = np.random.RandomState(seed).permutation(len(x))

    def mean_squared(model, rows, answers):
        return np.square(np.asarray(model.predict(rows)).reshape(len(rows)) - answers).mean()

    both = []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        # Some models give themselves back, some give nothing.
        model = model.fit(x[rows], y[rows]) or model
        both.append((mean_squared(model, x[rows], y[rows]), mean_squared(model, x_val, y_val)))
    train, val = zip(*both)
    return np.array(train, float), np.array(val, float)


# %% task="read" kind="wrong" breaks="at least twice the second"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("the curves differ in length")
    if len(val_loss) == 0:
        raise ValueError("the curves have no point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if bias > 2 * variance:
        return "bias"
    if variance > 2 * bias:
        return "variance"
    return "both"


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    y = np.asarray(val_loss, dtype=float)
    c = np.linspace(0.4, 1.1, 1401)[:, None]
    # Divided by the loss, each point is a share: u * floor + v * b should be 1.
    u = np.broadcast_to(1 / y, (len(c), len(y)))
    v = (m / m[0]) ** -c / y
    uu, uv, vv = (u * u).sum(1), (u * v).sum(1), (v * v).sum(1)
    su, sv = u.sum(1), v.sum(1)
    det = uu * vv - uv**2
    floor, b = (su * vv - sv * uv) / det, (sv * uu - su * uv) / det
    only_b, only_floor = floor < 0, b < 0
    floor, b = np.where(only_b, 0, floor), np.where(only_b, sv / vv, b)
    floor, b = np.where(only_floor, su / uu, floor), np.where(only_floor, 0, b)
    off = ((floor[:, None] * u + b[:, None] * v - 1) ** 2).sum(1)
    best = off.argmin()
    return float(floor[best] + b[best] * (float(n) / m[0]) ** -c[best, 0])


# %% task="advise" kind="wrong" breaks="Each time at least a tenth of the rows and at most a third"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rows = np.arange(len(x))
    train, val = [], []
    # Leave one out: the most hold-outs that there can be.
    for held in np.random.default_rng(seed).permutation(len(x)):
        rest = rows != held
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[~rest])) - y[~rest]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    return "data" if max(val - max(train, target), 0) >= 2 * max(train - target, 0) else "model"


# %% task="ideal" kind="wrong" breaks="each row has its own prediction, whatever rows stand beside it"
class Standardised:
    def __init__(self, degree):
        self.degree = degree

    def scaled(self, x):
        return (x[:, 0] - x[:, 0].mean()) / x[:, 0].std()

    def fit(self, x, y):
        self.curve = np.polynomial.Polynomial.fit(self.scaled(x), y, self.degree)

    def predict(self, x):
        return self.curve(self.scaled(x))


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(x))
    folds = np.array_split(order, 5)

    def loss(degree):
        total = 0
        for held in folds:
            rest = np.setdiff1d(order, held)
            model = Standardised(degree)
            model.fit(x[rest], y[rest])
            total += np.sum((model.predict(x[held]) - y[held]) ** 2)
        return total

    model = Standardised(min(range(1, 11), key=loss))
    model.fit(x, y)
    return model
