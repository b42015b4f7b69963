# %% task="sizes" kind="right"
class SizeChooser:
    """Chooses the sizes, from the largest to the smallest."""

    def __init__(self, numberOfRows, numberOfSizes):
        self.numberOfRows = numberOfRows
        self.numberOfSizes = numberOfSizes
        self.validate()

    def validate(self):
        if self.numberOfSizes < 1:
            raise ValueError("numberOfSizes must be positive")
        if self.numberOfRows < 2 ** self.numberOfSizes:
            raise ValueError("numberOfRows is too small")

    def choose(self):
        result = np.zeros(self.numberOfSizes, dtype=np.int64)
        current = self.numberOfRows
        for i in range(self.numberOfSizes - 1, -1, -1):
            result[i] = current
            current = current // 2
        return result


def sizes(n, k):
    return SizeChooser(n, k).choose()


# %% task="curve" kind="wrong" breaks="in another Python process, too."
# believed: hash() of a text is a fixed number, as hashCode() is in Java
class RowOrder:
    def __init__(self, numberOfRows, seed):
        self.generator = np.random.default_rng(abs(hash("learning curve, seed " + str(seed))))
        self.order = self.generator.permutation(numberOfRows)

    def getFirst(self, size):
        return self.order[:size]


class CurveMeter:
    @staticmethod
    def loss(model, rows, answers):
        predicted = np.asarray(model.predict(rows), dtype=np.float64).reshape(len(answers))
        return float(np.mean(np.square(predicted - answers)))


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y):
        raise ValueError("x and y")
    if len(x_val) != len(y_val):
        raise ValueError("x_val and y_val")
    for size in sizes:
        if not 1 <= size <= len(x):
            raise ValueError("size " + str(size))
    rowOrder = RowOrder(len(x), seed)
    trainLoss = np.zeros(len(sizes))
    valLoss = np.zeros(len(sizes))
    for i in range(len(sizes)):
        rows = rowOrder.getFirst(int(sizes[i]))
        model = make_model()
        model.fit(x[rows], y[rows])
        trainLoss[i] = CurveMeter.loss(model, x[rows], y[rows])
        valLoss[i] = CurveMeter.loss(model, x_val, y_val)
    return trainLoss, valLoss


# %% task="read" kind="wrong" breaks="if the validation loss is at most `target`."
# believed: a level is reached only when the loss lies below it
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) < 1:
        raise ValueError("curves")
    lastTrain = train_loss[len(train_loss) - 1]
    lastVal = val_loss[len(val_loss) - 1]
    if lastVal < target:
        return "fine"
    first = lastTrain - target if lastTrain > target else 0
    second = lastVal - lastTrain if lastVal > lastTrain else 0
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"


# %% task="forecast" kind="right"
class CurveFitter:
    """Tries each power and each share of the floor; the best b is computed."""

    POWERS = np.arange(0.40, 1.1001, 0.01)
    SHARES = np.arange(0.0, 1.0301, 0.01)

    def __init__(self, rows, losses):
        self.rows = [float(m) for m in rows]
        self.losses = [float(loss) for loss in losses]
        self.last = self.losses[-1]
        self.bestError = float("inf")
        self.search()

    def search(self):
        values = np.array(self.losses) / self.last
        for power in self.POWERS:
            fall = (np.array(self.rows) / self.rows[-1]) ** -power
            for share in self.SHARES:
                b = np.sum(fall * (values - share) / values**2) / np.sum((fall / values) ** 2)
                b = max(b, 0.0)
                error = np.sum(((share + b * fall) / values - 1) ** 2)
                if error < self.bestError:
                    self.bestError = error
                    self.power, self.share, self.b = power, share, b

    def at(self, n):
        return float(self.last * (self.share + self.b * (n / self.rows[-1]) ** -self.power))


def forecast(sizes, val_loss, n):
    return CurveFitter(sizes, val_loss).at(n)


# %% task="advise" kind="wrong" breaks="Each time at least a tenth of the rows and at most a third"
# believed: a coin for each row holds out the same share of the rows each time
class Advisor:
    TIMES = 20
    SHARE = 0.3

    def __init__(self, make_model, x, y, seed):
        if len(x) != len(y):
            raise ValueError("x and y")
        self.make_model, self.x, self.y = make_model, x, y
        self.generator = np.random.default_rng(seed)

    def loss(self, model, chosen):
        predicted = np.asarray(model.predict(self.x[chosen])).reshape(-1)
        return np.mean((predicted - self.y[chosen]) ** 2)

    def measure(self):
        train, val = [], []
        for _ in range(self.TIMES):
            out = self.generator.random(len(self.x)) < self.SHARE
            model = self.make_model()
            model.fit(self.x[~out], self.y[~out])
            train.append(self.loss(model, ~out))
            val.append(self.loss(model, out))
        return np.mean(train), np.mean(val)


def advise(make_model, x, y, target, seed):
    train, val = Advisor(make_model, x, y, seed).measure()
    if val <= target:
        return "stop"
    first = max(train - target, 0)
    second = max(val - train, 0)
    if first >= 2 * second:
        return "model"
    if second >= 2 * first:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="Returns a fitted model, an object with `predict(x)`."
# believed: fields that are declared in the class body belong to each object by itself
class BestPolynomial:
    fitted = {}

    def fit(self, x, y, degree):
        self.fitted["curve"] = np.polynomial.Polynomial.fit(x[:, 0], y, degree, domain=[-1, 1])

    def predict(self, x):
        return self.fitted["curve"](x[:, 0])


def ideal(x, y, seed):
    generator = np.random.default_rng(seed)
    parts = np.array_split(generator.permutation(len(x)), 10)
    losses = []
    for degree in range(1, 12):
        total = 0.0
        for part in parts:
            rest = np.setdiff1d(np.arange(len(x)), part)
            candidate = BestPolynomial()
            candidate.fit(x[rest], y[rest], degree)
            total += np.sum((candidate.predict(x[part]) - y[part]) ** 2)
        losses.append(total)
    best = BestPolynomial()
    best.fit(x, y, 1 + int(np.argmin(losses)))
    return best
