# %% task="sizes" kind="wrong" breaks="a list is no array"
# believed: a list of ints is an integer array
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("k is below 1, or too few rows")
    return [n // 2**i for i in range(k - 1, -1, -1)]


# %% task="curve" kind="wrong" breaks="The global random states of NumPy and Python stay as they are."
# believed: np.random.seed belongs to my function
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("different lengths")
    if np.min(sizes) < 1 or np.max(sizes) > len(x):
        raise ValueError("size out of range")
    np.random.seed(seed)
    order = np.random.permutation(len(x))
    train, val = np.zeros(len(sizes)), np.zeros(len(sizes))
    for i, m in enumerate(sizes):
        xs, ys = x[order[:m]], y[order[:m]]
        model = make_model()
        model.fit(xs, ys)
        train[i] = np.mean((np.ravel(model.predict(xs)) - ys) ** 2)
        val[i] = np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2)
    return train, val


# %% task="read" kind="wrong" breaks="nothing is rounded, and there is no tolerance"
# believed: floats are always compared with isclose
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves do not fit")
    t, v = train_loss[-1], val_loss[-1]
    if v < target or np.isclose(v, target):
        return "fine"
    first, second = max(t - target, 0), max(v - t, 0)
    if first > 2 * second or np.isclose(first, 2 * second):
        return "bias"
    if second > 2 * first or np.isclose(second, 2 * first):
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="each 1.5 to 2.5 times the one before"
# believed: the sizes double exactly, so that the steps of the curve shrink by one factor
def forecast(sizes, val_loss, n):
    loss = np.array(val_loss, dtype=float)
    steps = loss[:-1] - loss[1:]
    if np.all(steps <= 0):
        return float(loss[-1])
    # fit loss[i + 1] = a + q * loss[i]: a geometric sequence
    q, a = np.polyfit(loss[:-1], loss[1:], 1)
    q = min(max(q, 2.0**-1.1), 2.0**-0.4)
    floor = max(np.mean(loss[1:] - q * loss[:-1]) / (1 - q), 0.0)
    doublings = np.log2(n / sizes[-1])
    return float(floor + (loss[-1] - floor) * q**doublings)


# %% task="advise" kind="wrong" breaks="another model costs less than a year"
# believed: where both help, more data is the safe advice
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(10):
        order = rng.permutation(len(x))
        out, rest = np.split(order, [len(x) // 5])
        model = make_model()
        model.fit(x[rest], y[rest])
        losses.append([np.mean((np.ravel(model.predict(x[r])) - y[r]) ** 2) for r in (rest, out)])
    t, v = np.mean(losses, axis=0)
    if v <= target:
        return "stop"
    first, second = max(t - target, 0), max(v - t, 0)
    if first >= 2 * second:
        return "model"
    return "data"


# %% task="ideal" kind="wrong" breaks="its mean need not be near 0"
# believed: mode same of convolve averages at the two ends, too (it fills up with zeros)
class Smooth:
    def __init__(self, x, y, width):
        order = np.argsort(x[:, 0])
        self.x = x[order, 0]
        self.y = np.convolve(y[order], np.ones(width) / width, mode="same")

    def predict(self, x):
        return np.interp(x[:, 0], self.x, self.y)


def ideal(x, y, seed):
    return Smooth(x, y, 21)
