# %% task="sizes" kind="right"
def sizes(n, k):
    if k <= 0:
        raise ValueError("k has to be positive")
    if n < pow(2, k):
        raise ValueError("n has to be at least 2 to the power of k")
    result = np.zeros(k, dtype=np.int64)
    i = k - 1
    result[i] = n
    while i > 0:
        # two thirds, rounded down: the step is never below 1.5
        result[i - 1] = (2 * result[i]) // 3
        i -= 1
    return result


# %% task="curve" kind="wrong" breaks="For each size `make_model` is called once."
# believed: a second fit begins anew, so one model object will do for all sizes
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val")
    for size in sizes:
        if size < 1 or size > len(x):
            raise ValueError("size " + str(size))
    order = np.random.RandomState(seed).permutation(len(x))
    trainLoss = np.zeros(len(sizes))
    valLoss = np.zeros(len(sizes))
    model = make_model()
    for i in range(len(sizes)):
        rows = order[0:sizes[i]]
        model.fit(x[rows], y[rows])
        trainLoss[i] = np.mean(np.square(np.asarray(model.predict(x[rows])).flatten() - y[rows]))
        valLoss[i] = np.mean(np.square(np.asarray(model.predict(x_val)).flatten() - y_val))
    return trainLoss, valLoss


# %% task="read" kind="wrong" breaks="how far the validation loss lies above the training loss, or 0 if it does not"
# believed: the quotient of the two distances can always be computed, a gap of 0 does not occur
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("curves")
    train = float(train_loss[len(train_loss) - 1])
    val = float(val_loss[len(val_loss) - 1])
    if val <= target:
        return "fine"
    first = max(0.0, train - target)
    second = max(0.0, val - train)
    ratio = first / second
    if ratio >= 2.0:
        return "bias"
    elif ratio <= 0.5:
        return "variance"
    else:
        return "both"


# %% task="forecast" kind="wrong" breaks="`c` is from 0.4 to 1.1"
# believed: a loss always sinks like one over the number of rows
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=float)
    loss = np.array(val_loss, dtype=float)
    slope, floor = np.polyfit(1.0 / m, loss, 1, w=1.0 / loss)
    return float(floor + slope / n)


# %% task="advise" kind="right"
def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("x and y have different lengths")
    TIMES = 12
    generator = np.random.RandomState(seed)
    trainSum = 0.0
    valSum = 0.0
    for time in range(TIMES):
        order = generator.permutation(n)
        cut = n // 4
        held = order[0:cut]
        others = order[cut:n]
        model = make_model()
        model.fit(x[others], y[others])
        trainError = np.asarray(model.predict(x[others])).flatten() - y[others]
        valError = np.asarray(model.predict(x[held])).flatten() - y[held]
        trainSum += float(np.mean(trainError * trainError))
        valSum += float(np.mean(valError * valError))
    train = trainSum / TIMES
    val = valSum / TIMES
    if val <= target:
        return "stop"
    first = max(0.0, train - target)
    second = max(0.0, val - train)
    if first >= 2 * second:
        return "model"
    if second >= 2 * first:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="It gives an array of shape (rows,) or (rows, 1)"
# believed: squeeze only removes the second axis, also if there is a single row
class PolynomialModel:
    def __init__(self, degree):
        self.degree = degree
        self.coefficients = None

    def fit(self, x, y):
        self.coefficients = np.polyfit(x[:, 0], y, self.degree)

    def predict(self, x):
        return np.polyval(self.coefficients, x).squeeze()


def ideal(x, y, seed):
    generator = np.random.RandomState(seed)
    n = len(x)
    totals = dict()
    for degree in range(1, 11):
        totals[degree] = 0.0
    for time in range(10):
        order = generator.permutation(n)
        held = order[0 : n // 5]
        others = order[n // 5 : n]
        for degree in totals:
            model = PolynomialModel(degree)
            model.fit(x[others], y[others])
            totals[degree] += np.mean((model.predict(x[held]) - y[held]) ** 2)
    best = min(totals, key=totals.get)
    model = PolynomialModel(best)
    model.fit(x, y)
    return model
