# %% task="sizes" kind="wrong" breaks="a list is no array"
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError(f"n={n} and k={k} do not fit")
    chosen = [int(n)]
    for _ in range(k - 1):
        chosen.insert(0, chosen[0] // 2)
    return chosen


# %% task="curve" kind="wrong" breaks="Two seeds draw different rows"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(not 1 <= size <= len(x) for size in sizes):
        raise ValueError("a size should be from 1 to n")
    # RandomState takes 32 bits only.
    order = np.random.RandomState(int(seed) % (2**32 - 1)).permutation(len(x))
    losses = []
    for size in sizes:
        model = make_model()
        rows = np.sort(order[:size])
        model.fit(x[rows], y[rows])
        losses.append([
            np.mean((np.reshape(model.predict(x[rows]), -1) - y[rows]) ** 2),
            np.mean((np.reshape(model.predict(x_val), -1) - y_val) ** 2),
        ])
    losses = np.array(losses, dtype=float)
    return losses[:, 0].copy(), losses[:, 1].copy()


# %% task="read" kind="right"
class Reading:
    """Three heights, and the two distances between them."""

    def __init__(self, train, val, level):
        self.train, self.val, self.level = train, val, level

    @property
    def to_the_homework(self):
        return self.train - self.level if self.train > self.level else 0

    @property
    def to_the_exam(self):
        below = self.train if self.train > self.level else self.level
        return self.val - below if self.val > below else 0

    def text(self):
        match (
            bool(self.val <= self.level),
            bool(self.to_the_homework >= 2 * self.to_the_exam),
            bool(self.to_the_exam >= 2 * self.to_the_homework),
        ):
            case (True, _, _):
                return "fine"
            case (False, True, _):
                return "bias"
            case (False, False, True):
                return "variance"
        return "both"


def read_curves(train_loss, val_loss, target):
    how_many = {len(train_loss), len(val_loss)}
    if len(how_many) == 2:
        raise ValueError(f"The curves have {len(train_loss)} and {len(val_loss)} points.")
    if 0 in how_many:
        raise ValueError("The curves have no point.")
    *_, train = iter(train_loss)
    *_, val = iter(val_loss)
    return Reading(train, val, target).text()


# %% task="forecast" kind="wrong" breaks="in any unit, from 1e-6 to 1e6"
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, dtype=float)
    y = np.asarray(val_loss, dtype=float)
    best = (np.inf, None)
    for c in np.arange(0.4, 1.1001, 0.005):
        shape = m**-c
        columns = np.column_stack([np.ones(len(m)), shape]) / y[:, None]
        floor, b = np.linalg.lstsq(columns, np.ones(len(m)), rcond=None)[0]
        if floor < 0:
            floor, b = 0, columns[:, 1].sum() / (columns[:, 1] ** 2).sum()
        elif b < 0:
            floor, b = columns[:, 0].sum() / (columns[:, 0] ** 2).sum(), 0
        off = np.sum((columns @ np.array([floor, b]) - 1) ** 2)
        if off < best[0]:
            best = (off, floor + b * float(n) ** -c)
    return round(float(best[1]), 4)


# %% task="advise" kind="wrong" breaks="as for `learning_curve`. It decides which rows are held out."
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    train, val = [], []
    for time in range(10):
        order = np.random.RandomState(seed + time).permutation(len(x))
        held, rest = order[: len(x) // 5], order[len(x) // 5 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    return "data" if max(val - max(train, target), 0) >= 2 * max(train - target, 0) else "model"


# %% task="ideal" kind="wrong" breaks="its mean need not be near 0"
def powers(x, k):
    return x ** np.arange(1, k + 1)


class Powers:
    def __init__(self, k):
        self.k, self.linear = k, Linear()

    def fit(self, x, y):
        self.linear.fit(powers(x, self.k), y)

    def predict(self, x):
        return self.linear.predict(powers(x, self.k))


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    splits = [np.split(rng.permutation(len(x)), [len(x) // 5]) for _ in range(6)]
    scores = []
    for k in range(1, 11):
        scores.append(0)
        for held, rest in splits:
            model = Powers(k)
            model.fit(x[rest], y[rest])
            scores[-1] += np.mean((model.predict(x[held]) - y[held]) ** 2)
    model = Powers(1 + int(np.argmin(scores)))
    model.fit(x, y)
    return model
