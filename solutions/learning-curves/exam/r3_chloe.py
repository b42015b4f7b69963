# %% task="sizes" kind="wrong" breaks="Each size is 1.5 to 2.5 times the one before it, both bounds included."
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("too few rows")
    # the smallest size, and then doubling; the last one has all rows
    start = n // 2 ** (k - 1)
    chosen = start * 2 ** np.arange(k)
    chosen[-1] = n
    return chosen


# %% task="curve" kind="wrong" breaks="Which rows are drawn depends on n, the sizes and the seed alone."
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if any(s < 1 or s > n for s in sizes):
        raise ValueError("a size is out of range")
    rng = np.random.default_rng(seed)
    # Stratified: blocks of ten rows with similar answers, of which each round takes one at random.
    ranks = np.argsort(y, kind="stable")
    blocks = [rng.permutation(ranks[i : i + 10]) for i in range(0, n, 10)]
    rounds = []
    for turn in range(10):
        taken = [block[turn] for block in blocks if turn < len(block)]
        rounds.extend(rng.permutation(taken) if taken else [])
    order = np.array(rounds, dtype=int)
    train, val = np.empty(len(sizes)), np.empty(len(sizes))
    for i, s in enumerate(sizes):
        rows = order[: int(s)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train[i] = np.mean((np.asarray(model.predict(x[rows]), float).ravel() - y[rows]) ** 2)
        val[i] = np.mean((np.asarray(model.predict(x_val), float).ravel() - y_val) ** 2)
    return train, val


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    """Long-winded, and exact: all three heights become whole numbers of one small unit."""
    points_of_train = len(train_loss)
    points_of_val = len(val_loss)
    if points_of_train != points_of_val:
        raise ValueError("the curves have different lengths")
    if points_of_train == 0:
        raise ValueError("the curves have no point")
    heights = []
    for number in (train_loss[-1], val_loss[-1], target):
        heights.append(float(number).as_integer_ratio())
    unit = max(below for _, below in heights)  # each is a power of two
    train, val, level = [above * (unit // below) for above, below in heights]
    if val <= level:
        return "fine"
    first = 0
    if train > level:
        first = train - level
    higher = level
    if train > higher:
        higher = train
    second = 0
    if val > higher:
        second = val - higher
    if first >= second + second:
        return "bias"
    if second >= first + first:
        return "variance"
    return "both"


# %% task="forecast" kind="right"
class _PowerLaw:
    """All powers at once, in arrays of shape (powers, points)."""

    powers = np.linspace(0.4, 1.1, 351)

    def __init__(self, sizes, val_loss):
        self.last = float(sizes[-1])
        told = np.asarray(val_loss, dtype=np.float64)
        bases = (np.asarray(sizes, dtype=np.float64) / self.last) ** -self.powers[:, None]
        u = np.broadcast_to(1 / told, bases.shape)
        v = bases / told
        uu, uv, vv = (u * u).sum(1), (u * v).sum(1), (v * v).sum(1)
        us, vs = u.sum(1), v.sum(1)
        det = uu * vv - uv**2
        floor, b = (us * vv - vs * uv) / det, (vs * uu - us * uv) / det
        low, flat = floor < 0, b < 0
        floor, b = np.where(low, 0, floor), np.where(low, vs / vv, b)
        floor, b = np.where(flat, us / uu, floor), np.where(flat, 0, b)
        error = ((floor[:, None] * u + b[:, None] * v - 1) ** 2).sum(1)
        best = int(np.argmin(error))
        self.floor, self.b, self.c = floor[best], b[best], self.powers[best]

    def at(self, n):
        return float(self.floor + self.b * (float(n) / self.last) ** -self.c)


def forecast(sizes, val_loss, n):
    return _PowerLaw(sizes, val_loss).at(n)


# %% task="advise" kind="wrong" breaks="at least a tenth of the rows and at most a third"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("different lengths")
    rng = np.random.default_rng(seed)
    n = len(x)
    train, val = [], []
    for _ in range(20):
        # the bootstrap: n draws, and the rows that were never drawn are held out
        rest = np.unique(rng.integers(0, n, n))
        out = np.setdiff1d(np.arange(n), rest)
        model = make_model()
        model.fit(x[rest], y[rest])
        train.append(np.mean((np.asarray(model.predict(x[rest]), float).ravel() - y[rest]) ** 2))
        val.append(np.mean((np.asarray(model.predict(x[out]), float).ravel() - y[out]) ** 2))
    a, b = np.mean(train), np.mean(val)
    if b <= target:
        return "stop"
    bias, gap = max(a - target, 0), max(b - max(a, target), 0)
    if bias >= 2 * gap:
        return "model"
    return "data" if gap >= 2 * bias else "model"


# %% task="ideal" kind="wrong" breaks="each row has its own prediction, whatever rows stand beside it"
def ideal(x, y, seed):
    class Model:
        def predict(self, rows):
            return self.curve(rows[:, 0] / np.abs(rows).max())

    model = Model()
    model.curve = np.polynomial.Polynomial.fit(x[:, 0] / np.abs(x).max(), y, 7)
    return model
