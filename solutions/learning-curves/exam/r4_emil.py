# %% task="sizes" kind="right"
def sizes(n, k):
    n = int(n)
    if k < 1 or n < 1 or n.bit_length() <= k:
        raise ValueError("k should be 1 or more, and n at least 2**k")
    chosen = np.empty(k, dtype=np.int64)
    size = n
    for place in range(k - 1, -1, -1):
        chosen[place] = size
        size = size * 2 // 3
    return chosen


# %% task="curve" kind="right"
import random


class Measured:
    """One pass along a learning curve."""

    def __init__(self, x, y, x_val, y_val, seed):
        if len(x) != len(y):
            raise ValueError(f"{len(x)} rows and {len(y)} answers")
        if len(x_val) != len(y_val):
            raise ValueError(f"{len(x_val)} validation rows and {len(y_val)} answers")
        self.x, self.y, self.x_val, self.y_val = x, y, x_val, y_val
        self.queue = random.Random(int(seed)).sample(range(len(x)), len(x))

    def check(self, size):
        if size < 1 or size > len(self.x):
            raise ValueError(f"a size of {size}, with {len(self.x)} rows")

    @staticmethod
    def loss(said, answers):
        total = 0.0
        for one, answer in zip(np.asarray(said).reshape(-1).tolist(), answers.tolist(), strict=True):
            total += (one - answer) ** 2
        return total / len(answers)

    def point(self, make_model, size):
        # The end of the queue: a longer end holds each shorter one.
        rows = self.queue[-int(size):]
        model = make_model()
        model.fit(self.x[rows], self.y[rows])
        train = self.loss(model.predict(self.x[rows]), self.y[rows])
        return train, self.loss(model.predict(self.x_val.copy()), self.y_val)


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    run = Measured(x, y, x_val, y_val, seed)
    for size in sizes:
        run.check(size)
    points = [run.point(make_model, size) for size in sizes]
    return [np.array([point[which] for point in points]) for which in (0, 1)]


# %% task="read" kind="wrong" breaks="Only the last point of each curve counts."
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(val_loss) < 1:
        raise ValueError("curves of one length, with one point or more")
    train = float(train_loss[-1])
    # The best model on the way is the one that would be kept.
    val = float(np.nanmin(np.asarray(val_loss, dtype=float)))
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"


# %% task="forecast" kind="wrong" breaks="each 1.5 to 2.5 times the one before, in a list"
def forecast(sizes, val_loss, n):
    # The sizes double, so the points are steps 0, 1, 2, ... on a logarithmic axis.
    losses = np.array(val_loss, dtype=float)
    k = len(losses)
    steps = np.arange(k) - (k - 1.0)
    ahead = np.log2(n / sizes[-1])
    best = None
    for c in np.linspace(0.4, 1.1, 281):
        columns = np.stack([np.ones(k), 2 ** (-c * steps)], axis=1) / losses[:, None]
        floor, b = np.linalg.lstsq(columns, np.ones(k), rcond=None)[0]
        if floor < 0:
            floor, b = 0.0, columns[:, 1].sum() / (columns[:, 1] ** 2).sum()
        if b < 0:
            floor, b = columns[:, 0].sum() / (columns[:, 0] ** 2).sum(), 0.0
        off = np.sum((columns @ [floor, b] - 1) ** 2)
        if best is None or off < best[0]:
            best = off, floor + b * 2 ** (-c * ahead)
    return float(best[1])


# %% task="advise" kind="wrong" breaks="within one row, are drawn at random"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    train, val = [], []
    for _ in range(12):
        rng = np.random.default_rng(seed)
        order = rng.permutation(n)
        held, rest = order[: n // 4], order[n // 4 :]
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    return "data" if max(val - max(train, target), 0) >= 2 * max(train - target, 0) else "model"


# %% task="ideal" kind="wrong" breaks="each row has its own prediction"
class Smooth:
    """A fitted polynomial that is drawn as a line from left to right."""

    def __init__(self, x, y, degree):
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, degree)

    def predict(self, x):
        return self.curve(np.sort(x[:, 0]))


def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    scores = np.zeros(10)
    for _ in range(10):
        order = rng.permutation(len(x))
        held, rest = order[: len(x) // 5], order[len(x) // 5 :]
        for degree in range(1, 11):
            curve = np.polynomial.Polynomial.fit(x[rest, 0], y[rest], degree)
            scores[degree - 1] += np.mean((curve(x[held, 0]) - y[held]) ** 2)
    return Smooth(x, y, int(scores.argmin()) + 1)
