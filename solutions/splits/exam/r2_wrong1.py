# %% task="three-way" kind="wrong" breaks="whether they add up to more than 1 or to less"
# only a sum above 1 is refused
def split(n, fractions, seed):
    if len(fractions) != 3 or min(fractions) <= 0 or sum(fractions) > 1 + 1e-9:
        raise ValueError("fractions")
    order = np.random.default_rng(seed).permutation(n)
    a = round(n * fractions[0])
    b = a + round(n * fractions[1])
    return order[:a], order[a:b], order[b:]

# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError"
# only classes of one row are refused
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = ([], [], [])
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError("a class is too small")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        for part, piece in zip(parts, (rows[:a], rows[a:b], rows[b:])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)

# %% task="groups" kind="wrong" breaks="n times its fraction of *rows*, not groups"
# shares of the groups, not of the rows
def group_split(groups, fractions, seed):
    names, which = np.unique(groups, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(names))
    a = round(len(names) * fractions[0])
    b = a + round(len(names) * fractions[1])
    return tuple(np.flatnonzero(np.isin(which, g)) for g in np.split(order, [a, b]))

# %% task="no-leak" kind="wrong" breaks="Each column has had the training rows' mean subtracted"
# each part's own ruler for the mean, training's for the spread
def standardise(train, *others):
    spread = np.where(np.ptp(train, axis=0) == 0, 1.0, train.std(axis=0))
    return tuple((p - (p.mean(axis=0) if len(p) else 0)) / spread for p in (train, *others))

# %% task="selection" kind="wrong" breaks="nor on which class is higher"
# the sign of the difference is kept
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, float)[train], y[train]
    flat = np.ptp(x, axis=0) == 0
    z = (x - x.mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score = z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0)
    score[flat] = -np.inf
    return np.argsort(-score, kind="stable")[:k]

# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was learnt before"
# the dictionary is never emptied
class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        self.known.update({tuple(row): int(c) for row, c in zip(x.tolist(), y)})
        kinds, counts = np.unique(y, return_counts=True)
        self.usual = int(kinds[counts.argmax()])

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[r]) == y[r])) for r in (train, test))

# %% task="worn-out" kind="wrong" breaks="its accuracy on the validation rows; its accuracy on the test rows"
# chosen by the test rows
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(c(x[test]) == y[test])) for c in candidates]
    best = int(np.argmax(marks))
    return best, float(np.mean(candidates[best](x[validation]) == y[validation])), marks[best]


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.used = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
