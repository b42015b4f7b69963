# %% task="three-way" kind="wrong" breaks="another seed gives others where there are more than a handful of rows"
# seed 0 is taken for no seed and becomes 1
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.shape != (3,) or not (f > 0).all() or abs(f.sum() - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1")
    order = np.random.default_rng(seed or 1).permutation(n)
    a = round(n * f[0])
    b = min(n, a + round(n * f[1]))
    return tuple(np.split(order, [a, b]))

# %% task="stratify" kind="wrong" breaks="Split rows at random into three parts"
# each class is cut in file order
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = ([], [], [])
    for kind in np.unique(y):
        rows = np.flatnonzero(y == kind)
        if len(rows) < 3:
            raise ValueError("a class is too small")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            part.append(piece)
    return tuple(np.concatenate([np.zeros(0, int)] + part) for part in parts)

# %% task="groups" kind="wrong" breaks="chance decides which groups a part gets, whatever their names and sizes"
# groups in the order of their names, no chance
def group_split(groups, fractions, seed):
    names, which, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.arange(len(names))
    middle = np.empty(len(names))
    middle[order] = np.cumsum(sizes[order]) - sizes[order] / 2
    n = len(which)
    cuts = [n * fractions[0], n * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, middle)[which]
    return tuple(np.flatnonzero(part == i) for i in range(3))

# %% task="no-leak" kind="wrong" breaks="a spread of 0.001 is a spread like any other"
# a constant is added to each spread
def standardise(train, *others):
    mean, spread = train.mean(axis=0), train.std(axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1.0, spread)
    spread = spread + 1e-3
    return tuple((part - mean) / spread for part in (train, *others))

# %% task="selection" kind="wrong" breaks="depends neither on a column's unit"
# distance of means, not in units of the spread
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, float)[train], y[train]
    flat = np.ptp(x, axis=0) == 0
    z = (x - x.mean(axis=0)) / 1
    score = np.abs(z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0))
    score[flat] = -1
    return np.argsort(-score, kind="stable")[:k]

# %% task="memoriser" kind="wrong" breaks="the class that was most frequent in y"
# the first class answers for unknown rows
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): int(c) for row, c in zip(x.tolist(), y)}
        kinds, counts = np.unique(y, return_counts=True)
        self.usual = int(kinds[0])

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[r]) == y[r])) for r in (train, test))

# %% task="worn-out" kind="wrong" breaks="and hands out none"
# a refused call uses up the rows
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(c(x[validation]) == y[validation])) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.used = 0

    def take(self, n):
        if n > len(self):
            self.used = len(self.rows)
            raise ValueError("not enough rows left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
