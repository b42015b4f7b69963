# %% task="three-way" kind="wrong" breaks="but for a rounding error in the last digits, as in 0.7 + 0.2 + 0.1"
# the sum must be exactly 1
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.shape != (3,) or not (f > 0).all() or f[0] + f[1] + f[2] != 1:
        raise ValueError("three fractions above 0 that add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    a = round(n * f[0])
    b = min(n, a + round(n * f[1]))
    return tuple(np.split(order, [a, b]))

# %% task="groups" kind="wrong" breaks="chance decides which groups a part gets"
# the seed is ignored: always the same chance
def group_split(groups, fractions, seed):
    names, which, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(0).permutation(len(names))
    middle = np.empty(len(names))
    middle[order] = np.cumsum(sizes[order]) - sizes[order] / 2
    n = len(which)
    cuts = [n * fractions[0], n * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, middle)[which]
    return tuple(np.flatnonzero(part == i) for i in range(3))

# %% task="no-leak" kind="wrong" breaks="divided by their standard deviation"
# divided by the variance
def standardise(train, *others):
    mean, spread = train.mean(axis=0), train.var(axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1.0, spread)
    return tuple((part - mean) / spread for part in (train, *others))

# %% task="selection" kind="wrong" breaks="by the training rows alone"
# chosen from all the rows
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, float), y
    flat = np.ptp(x, axis=0) == 0
    z = (x - x.mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score = np.abs(z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0))
    score[flat] = -1
    return np.argsort(-score, kind="stable")[:k]

# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's class"
# only the first two columns are remembered
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row[:2]): int(c) for row, c in zip(x.tolist(), y)}
        kinds, counts = np.unique(y, return_counts=True)
        self.usual = int(kinds[counts.argmax()])

    def predict(self, x):
        return np.array([self.known.get(tuple(row[:2]), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[r]) == y[r])) for r in (train, test))

# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError"
# the last row is never handed out
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(c(x[validation]) == y[validation])) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.used = 0

    def take(self, n):
        if n >= len(self):
            raise ValueError("not enough rows left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
