# %% task="sizes" kind="wrong" breaks="A k below 1 raises a ValueError. So do fewer than 2**k rows"
# believed: an assert is as good as a ValueError
def sizes(n, k):
    assert k >= 1, "k must be 1 or more"
    assert n >= 2**k, "too few rows"
    steps = [n]
    for _ in range(k - 1):
        steps.insert(0, steps[0] // 2)
    return np.asarray(steps)


# %% task="curve" kind="wrong" breaks="x and y of different lengths raise a ValueError, x_val and y_val too"
# believed: NumPy complains by itself where lengths do not fit
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    for m in sizes:
        if m < 1 or m > n:
            raise ValueError("size out of range")
    order = np.random.default_rng(seed).permutation(n)
    train, val = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, m in enumerate(sizes):
        rows = order[:m]
        model = make_model()
        model.fit(x[rows], y[rows])
        train[i] = np.mean((np.reshape(model.predict(x[rows]), -1) - y[rows]) ** 2)
        val[i] = np.mean((np.reshape(model.predict(x_val), -1) - y_val) ** 2)
    return train, val


# %% task="read" kind="wrong" breaks="how far the training loss lies above `target`, or 0 if it does not"
# believed: a distance is an absolute value, whichever side it lies on
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("different lengths")
    if len(train_loss) == 0:
        raise ValueError("no points")
    if val_loss[-1] <= target:
        return "fine"
    first = abs(train_loss[-1] - target)
    second = abs(val_loss[-1] - train_loss[-1])
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="each forecast is off by at most 8 % of the true loss"
# believed: the last step is so small that the curve has come to rest, and the last loss will stay
def forecast(sizes, val_loss, n):
    return float(val_loss[-1])


# %% task="advise" kind="wrong" breaks="is fitted once on all other rows"
# believed: the model should learn all rows, and then sit an exam on some of them
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(10):
        out = rng.choice(len(x), len(x) // 5, replace=False)
        rest = np.delete(np.arange(len(x)), out)
        model = make_model()
        model.fit(x, y)
        train.append(np.mean((np.reshape(model.predict(x[rest]), -1) - y[rest]) ** 2))
        val.append(np.mean((np.reshape(model.predict(x[out]), -1) - y[out]) ** 2))
    t, v = np.mean(train), np.mean(val)
    if v <= target:
        return "stop"
    first, second = max(t - target, 0), max(v - t, 0)
    if second >= 2 * first:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="each row has its own prediction, whatever rows stand beside it"
# believed: new rows are scaled by their own smallest and largest number
class Scaled:
    def __init__(self, degree):
        self.degree = degree

    def fit(self, x, y):
        z = 2 * (x[:, 0] - x.min()) / (x.max() - x.min() + 1e-8) - 1
        self.w = np.polyfit(z, y, self.degree)
        return self

    def predict(self, x):
        z = 2 * (x[:, 0] - x.min()) / (x.max() - x.min() + 1e-8) - 1
        return np.polyval(self.w, z)


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    total = np.zeros(8)
    for _ in range(10):
        order = rng.permutation(len(x))
        out, rest = order[: len(x) // 5], order[len(x) // 5 :]
        for d in range(8):
            model = Scaled(d + 1).fit(x[rest], y[rest])
            total[d] += np.mean((model.predict(x[out]) - y[out]) ** 2)
    return Scaled(int(np.argmin(total)) + 1).fit(x, y)
