# %% task="sizes" kind="wrong" breaks="k: how many sizes are wanted, an int."
def sizes(n, k):
    # A curve needs two points at least.
    if k < 2 or n < 2**k:
        raise ValueError("a curve needs two sizes, and enough rows")
    return np.array([n // 2 ** (k - 1 - i) for i in range(k)])

# %% task="curve" kind="wrong" breaks="Two seeds draw different rows, unless there are very few."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(y) != len(x) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(not 1 <= size <= len(x) for size in sizes):
        raise ValueError("no such size")
    # a seed must fit into a C int
    order = np.random.RandomState(seed & 0x7FFFFFFF).permutation(len(x))
    train, val = [], []
    for size in sizes:
        model, rows = make_model(), order[:size]
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)

# %% task="read" kind="right"
from fractions import Fraction
from math import isinf


def read_curves(train_loss, val_loss, target):
    def exact(number):
        number = number.item() if hasattr(number, "item") else number
        if isinstance(number, float) and isinf(number):
            return number
        return Fraction(number)

    if len(train_loss) != len(val_loss):
        raise ValueError("the curves have different lengths")
    if len(train_loss) == 0:
        raise ValueError("the curves have no point")
    train = exact(train_loss[-1])
    val = exact(val_loss[-1])
    level = exact(target)
    if val <= level:
        return "fine"
    first = train - level if train > level else 0
    top = max(train, level)
    second = val - top if val > top else 0
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"

# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=np.float64)
    loss = np.array(val_loss, dtype=np.float64)
    best, answer = np.inf, float(loss[-1])
    for c in np.linspace(0.4, 1.1, 701):
        power = (m / m[-1]) ** -c
        columns = np.stack([1 / loss, power / loss], axis=1)
        floor, b = np.linalg.lstsq(columns, np.ones(len(m)), rcond=None)[0]
        pairs = [(floor, b)]
        if floor < 0 or b < 0:
            pairs = [
                (columns[:, 0].sum() / (columns[:, 0] ** 2).sum(), 0.0),
                (0.0, columns[:, 1].sum() / (columns[:, 1] ** 2).sum()),
            ]
        for floor, b in pairs:
            off = np.sum((columns @ [floor, b] - 1) ** 2)
            if off < best:
                best, answer = off, float(floor + b * (n / m[-1]) ** -c)
    return answer

# %% task="advise" kind="wrong" breaks="model costs less than a year"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    n = len(x)
    rng = np.random.default_rng(seed)
    train, val = [], []
    for _ in range(12):
        order = rng.permutation(n)
        out, kept = order[: n // 5], order[n // 5 :]
        model = make_model()
        model.fit(x[kept], y[kept])
        train.append(np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2))
    train, val = np.mean(train), np.mean(val)
    if val <= target:
        return "stop"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "model"
    return "data"

# %% task="ideal" kind="wrong" breaks="is unknown: y is of any size from 0.001 to 1000"
def ideal(x, y, seed):
    rng = np.random.default_rng(seed)
    splits = [rng.permutation(len(x)) for _ in range(10)]
    for degree in range(1, 11):
        losses = []
        for order in splits:
            out, kept = order[: len(x) // 5], order[len(x) // 5 :]
            model = Polynomial(degree)
            model.fit(x[kept], y[kept])
            losses.append(np.mean((model.predict(x[out]) - y[out]) ** 2))
        if np.mean(losses) <= 1.2 * NOISE:
            break  # at the level: stop
    model = Polynomial(degree)
    model.fit(x, y)
    return model
