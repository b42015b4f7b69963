# %% task="sizes" kind="wrong" breaks="So do fewer than 2**k rows; exactly 2**k rows are enough."
# believed: there must be more than 2**k rows
def sizes(n, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    if n <= 2**k:
        raise ValueError("there must be more than 2**k rows")
    return np.array([n // 2**i for i in reversed(range(k))])


# %% task="curve" kind="right"
class _Sample:
    """Rows of x and their own y."""

    def __init__(self, x, y):
        if len(x) != len(y):
            raise ValueError(f"{len(x)} rows, but {len(y)} answers")
        self.x, self.y = x, y

    def __len__(self):
        return len(self.y)

    def first(self, order, size):
        return _Sample(self.x[order[:size]], self.y[order[:size]])

    def loss(self, model):
        off = np.asarray(model.predict(self.x), dtype=np.float64).reshape(len(self)) - self.y
        return float(off @ off) / len(self)


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    homework, exam = _Sample(x, y), _Sample(x_val, y_val)
    wanted = [int(size) for size in sizes]
    for size in wanted:
        if size not in range(1, len(homework) + 1):
            raise ValueError(f"{size} is not from 1 to {len(homework)}")
    order = np.random.default_rng(seed).permutation(len(homework))
    train_loss, val_loss = np.empty(len(wanted)), np.empty(len(wanted))
    for place, size in enumerate(wanted):
        learnt = homework.first(order, size)
        model = make_model()
        model.fit(learnt.x, learnt.y)
        # Fancy indexing copies, so a pupil that writes into its rows spoils nothing.
        learnt = homework.first(order, size)
        train_loss[place] = learnt.loss(model)
        val_loss[place] = exam.loss(model)
    return train_loss, val_loss


# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss):
        raise ValueError("curves of different lengths")
    if len(train_loss) == 0:
        raise ValueError("curves without a point")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val <= target:
        return "fine"
    distances = {"bias": max(train - target, 0.0), "variance": max(val - train, 0.0)}
    longer = max(distances, key=distances.get)
    return longer if max(distances.values()) >= 2 * min(distances.values()) else "both"


# %% task="forecast" kind="wrong" breaks="Losses follow floor + b * m ** -c, where m is the number of rows."
# believed: whatever sinks towards a floor does so exponentially, as radioactive decay does
def forecast(sizes, val_loss, n):
    m, y = np.array(sizes, float), np.array(val_loss, float)
    best = None
    for tau in np.geomspace(m[0] / 2, m[-1] * 4, 200):
        table = np.stack([np.ones(len(m)), np.exp(-m / tau)], axis=1) / y[:, None]
        (floor, b), *_ = np.linalg.lstsq(table, np.ones(len(m)), rcond=None)
        floor, b = max(floor, 0), max(b, 0)
        error = np.sum((table @ [floor, b] - 1) ** 2)
        if best is None or error < best[0]:
            best = error, floor + b * np.exp(-n / tau)
    return float(best[1])


# %% task="advise" kind="wrong" breaks="model costs less than a year."
# believed: where there are both, more data can do no harm
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y of different lengths")
    n, rng = len(x), np.random.default_rng(seed)
    losses = []
    for _ in range(12):
        order = rng.permutation(n)
        out, rest = np.split(order, [n // 6])
        model = make_model()
        model.fit(x[rest], y[rest])
        losses.append([np.mean((np.ravel(model.predict(x[r])) - y[r]) ** 2) for r in (rest, out)])
    train, val = np.mean(losses, axis=0)
    answer = read_curves([train], [val], target)
    return {"fine": "stop", "bias": "model", "variance": "data", "both": "data"}[answer]


# %% task="ideal" kind="wrong" breaks="any order, and may be sorted."
# believed: the last fifth of the file is a fair hold-out
class _Fitted:
    def __init__(self, curve):
        self.curve = curve

    def predict(self, x):
        return self.curve(x[:, 0])


def ideal(x, y, seed):
    cut = len(x) * 4 // 5

    def fit(rows, degree):
        return _Fitted(np.polynomial.Polynomial.fit(x[rows, 0], y[rows], degree, domain=[-1, 1]))

    losses = []
    for degree in range(1, 11):
        model = fit(slice(0, cut), degree)
        losses.append(np.mean((model.predict(x[cut:]) - y[cut:]) ** 2))
    return fit(slice(None), 1 + int(np.argmin(losses)))
