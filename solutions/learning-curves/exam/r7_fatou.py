# %% task="sizes" kind="wrong" breaks="The last size is n itself."
# believed: who starts with n // 2**(k-1) and doubles arrives at n again
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("not enough rows for so many sizes")
    first = n // 2 ** (k - 1)
    out = [first]
    for _ in range(k - 1):
        out.append(2 * out[-1])
    return np.array(out)


# %% task="curve" kind="wrong" breaks="Returns (train_loss, val_loss) in a tuple or list, two float arrays of shape (len(sizes),)."
# believed: a list of floats is as good as an array
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(not 1 <= size <= len(x) for size in sizes):
        raise ValueError("a size is below 1 or above n")
    order = np.random.default_rng(seed).permutation(len(x))
    train_loss, val_loss = [], []
    for size in sizes:
        rows = order[:size]
        model = make_model()
        model.fit(x[rows], y[rows])
        train_loss.append(float(np.mean((np.asarray(model.predict(x[rows])).reshape(-1) - y[rows]) ** 2)))
        val_loss.append(float(np.mean((np.asarray(model.predict(x_val)).reshape(-1) - y_val) ** 2)))
    return train_loss, val_loss


# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`."
# believed: all is fine only if both curves have reached the level
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves of one length, with a point or more")
    train, val = train_loss[-1], val_loss[-1]
    if train <= target and val <= target:
        return "fine"
    first, second = max(0, train - target), max(0, val - train)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="Losses follow floor + b * m ** -c, where m is the number of rows."
# believed: on two logarithmic axes a learning curve is a straight line, without any floor
def forecast(sizes, val_loss, n):
    slope, start = np.polyfit(np.log(np.array(sizes, float)), np.log(np.array(val_loss, float)), 1)
    return float(np.exp(start + slope * np.log(n)))


# %% task="advise" kind="wrong" breaks="make_model, x, y: as for `learning_curve`, with 40 rows or more."
# believed: predictions of shape (rows, 1) minus answers of shape (rows,) are subtracted row by row
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    rng = np.random.default_rng(seed)
    n = len(x)
    train, val = [], []
    for _ in range(10):
        order = rng.permutation(n)
        out, rest = order[: n // 4], order[n // 4 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((model.predict(x[rest]) - y[rest]) ** 2))
        val.append(np.mean((model.predict(x[out]) - y[out]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    first, second = max(0, train - target), max(0, val - train)
    if first >= 2 * second:
        return "model"
    return "data" if second >= 2 * first else "model"


# %% task="ideal" kind="wrong" breaks="is unknown: y is of any size from 0.001 to 1000"
# believed: the variance of the noise is 0.0625 in this task, too
class Curve:
    def __init__(self, degree):
        self.degree = degree

    def fit(self, x, y):
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, self.degree, domain=[-1, 1])
        return self

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    n = len(x)
    orders = [rng.permutation(n) for _ in range(10)]
    for degree in range(1, 11):
        losses = []
        for order in orders:
            out, rest = order[: n // 5], order[n // 5 :]
            losses.append(np.mean((Curve(degree).fit(x[rest], y[rest]).predict(x[out]) - y[out]) ** 2))
        if np.mean(losses) <= 1.3 * NOISE:
            break
    return Curve(degree).fit(x, y)
