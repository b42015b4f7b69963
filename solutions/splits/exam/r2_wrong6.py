# %% task="three-way" kind="wrong" breaks="A part without any row is an integer array, too, of shape (0,)"
# empty parts hold floats
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.shape != (3,) or not (f > 0).all() or abs(f.sum() - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    a = round(n * f[0])
    b = min(n, a + round(n * f[1]))
    return tuple(np.array(p.tolist()) for p in np.split(order, [a, b]))

# %% task="stratify" kind="wrong" breaks="No other class does: where a part's share of a class is less than one row"
# a class of exactly three rows is refused, too
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = ([], [], [])
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) <= 3:
            raise ValueError("a class is too small")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            part.append(piece)
    return tuple(np.concatenate([np.zeros(0, int)] + part) for part in parts)

# %% task="groups" kind="wrong" breaks="Each part holds n times its fraction of *rows*"
# validation and test change places
def group_split(groups, fractions, seed):
    names, which, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    middle = np.empty(len(names))
    middle[order] = np.cumsum(sizes[order]) - sizes[order] / 2
    n = len(which)
    cuts = [n * fractions[0], n * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, middle)[which]
    return tuple(np.flatnonzero(part == i) for i in (0, 2, 1))

# %% task="no-leak" kind="wrong" breaks="any numbers will do that are finite, small or huge"
# a constant column divides by zero
def standardise(train, *others):
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread = spread * 1.0
    return tuple((part - mean) / spread for part in (train, *others))

# %% task="selection" kind="wrong" breaks="Columns may be in very different units"
# a small constant in the spread drowns small units
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, float)[train], y[train]
    flat = np.ptp(x, axis=0) == 0
    z = (x - x.mean(axis=0)) / (x.std(axis=0) + 0.01)
    score = np.abs(z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0))
    score[flat] = -1
    return np.argsort(-score, kind="stable")[:k]

# %% task="memoriser" kind="wrong" breaks="Fit a model on the training rows"
# fitted on all rows
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): int(c) for row, c in zip(x.tolist(), y)}
        kinds, counts = np.unique(y, return_counts=True)
        self.usual = int(kinds[counts.argmax()])

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x, y)
    return tuple(float(np.mean(model.predict(x[r]) == y[r])) for r in (train, test))

# %% task="worn-out" kind="wrong" breaks="Hands out validation rows that nobody has looked at yet"
# hands out places in rows instead of rows
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(c(x[validation]) == y[validation])) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(len(rows))
        self.used = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
