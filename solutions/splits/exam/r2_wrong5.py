# %% task="three-way" kind="wrong" breaks="three numbers in a tuple, list or array, each above 0"
# a fraction of zero or below passes
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.shape != (3,) or abs(f.sum() - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    a = round(n * f[0])
    b = min(n, a + round(n * f[1]))
    return tuple(np.split(order, [a, b]))

# %% task="stratify" kind="wrong" breaks="the third holds all the rest of that class"
# rows left over by rounding are lost
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = ([], [], [])
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 3:
            raise ValueError("a class is too small")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:b + int(len(rows) * fractions[2])])):
            part.append(piece)
    return tuple(np.concatenate([np.zeros(0, int)] + part) for part in parts)

# %% task="groups" kind="wrong" breaks="any whole numbers or texts"
# negative or text names fail: bincount of the names
def group_split(groups, fractions, seed):
    which = np.asarray(groups)
    sizes = np.bincount(which)
    names = sizes
    order = np.random.default_rng(seed).permutation(len(names))
    middle = np.empty(len(names))
    middle[order] = np.cumsum(sizes[order]) - sizes[order] / 2
    n = len(which)
    cuts = [n * fractions[0], n * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, middle)[which]
    return tuple(np.flatnonzero(part == i) for i in range(3))

# %% task="no-leak" kind="wrong" breaks="What was handed in is not changed"
# train is standardised in place
def standardise(train, *others):
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1.0, spread)
    train -= mean
    train /= spread
    return (train,) + tuple((part - mean) / spread for part in others)

# %% task="selection" kind="wrong" breaks="the k columns that tell two classes apart best"
# the worst columns first
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, float)[train], y[train]
    flat = np.ptp(x, axis=0) == 0
    z = (x - x.mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score = np.abs(z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0))
    score[flat] = -1
    return np.argsort(score, kind="stable")[:k]

# %% task="memoriser" kind="wrong" breaks="Returns (homework, exam)"
# exam comes first
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): int(c) for row, c in zip(x.tolist(), y)}
        kinds, counts = np.unique(y, return_counts=True)
        self.usual = int(kinds[counts.argmax()])

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[r]) == y[r])) for r in (test, train))

# %% task="worn-out" kind="wrong" breaks="They are handed out in a random order"
# handed out in the order as given
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(c(x[validation]) == y[validation])) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.array(rows)
        self.used = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
