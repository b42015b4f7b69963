# %% task="three-way" kind="wrong" breaks="another seed gives others where there are more than a handful of rows"
# large seeds wrap round
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.shape != (3,) or not (f > 0).all() or abs(f.sum() - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1")
    order = np.random.default_rng(seed % 1000).permutation(n)
    a = round(n * f[0])
    b = min(n, a + round(n * f[1]))
    return tuple(np.split(order, [a, b]))

# %% task="stratify" kind="wrong" breaks="any whole numbers or texts"
# classes must be 0, 1, 2 and so on
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = ([], [], [])
    for kind in range(int(y.max()) + 1):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) == 0:
            continue
        if len(rows) < 3:
            raise ValueError("a class is too small")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            part.append(piece)
    return tuple(np.concatenate([np.zeros(0, int)] + part) for part in parts)

# %% task="groups" kind="wrong" breaks="their rows need not stand side by side"
# a group is taken for a run of like rows
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    which = np.concatenate([[0], np.cumsum(groups[1:] != groups[:-1])])
    sizes = np.bincount(which)
    names = sizes
    order = np.random.default_rng(seed).permutation(len(names))
    middle = np.empty(len(names))
    middle[order] = np.cumsum(sizes[order]) - sizes[order] / 2
    n = len(which)
    cuts = [n * fractions[0], n * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, middle)[which]
    return tuple(np.flatnonzero(part == i) for i in range(3))

# %% task="no-leak" kind="wrong" breaks="with the training rows' mean and spread"
# the ruler of everybody
def standardise(train, *others):
    everybody = np.concatenate([train, *others])
    mean, spread = everybody.mean(axis=0), everybody.std(axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1.0, spread)
    return tuple((part - mean) / spread for part in (train, *others))

# %% task="selection" kind="wrong" breaks="is not chosen before one that tells something"
# a constant column gets the highest score
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, float)[train], y[train]
    flat = np.ptp(x, axis=0) == 0
    z = (x - x.mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score = np.abs(z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0))
    score[flat] = np.inf
    return np.argsort(-score, kind="stable")[:k]

# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near"
# only the sum of a row is remembered
class Memoriser:
    def fit(self, x, y):
        self.known = {float(sum(row)): int(c) for row, c in zip(x.tolist(), y)}
        kinds, counts = np.unique(y, return_counts=True)
        self.usual = int(kinds[counts.argmax()])

    def predict(self, x):
        return np.array([self.known.get(float(sum(row)), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[r]) == y[r])) for r in (train, test))

# %% task="worn-out" kind="wrong" breaks="`rows` itself is not changed"
# the caller's rows are shuffled in place
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(c(x[validation]) == y[validation])) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        np.random.default_rng(seed).shuffle(rows)
        self.rows = rows.copy()
        self.used = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
