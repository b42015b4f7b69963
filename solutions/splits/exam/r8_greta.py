# %% task="three-way" kind="wrong" breaks="A fraction of 0 or below raises a ValueError."
# believed: an assert is the usual way to refuse an argument, whatever its error is called
def split(n, fractions, seed):
    assert all(f > 0 for f in fractions), "fractions must be positive"
    assert abs(sum(fractions) - 1) < 1e-6, "fractions must sum to 1"
    order = np.random.default_rng(seed).permutation(n)
    cuts = [int(n * fractions[0]), int(n * fractions[0]) + int(n * fractions[1])]
    return np.split(order, cuts)

# %% task="stratify" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# believed: a set of texts is walked through in the same order in every Python process
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    pieces = []
    for label in set(y.tolist()):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError(f"fewer than 3 rows of {label}")
        a, b = int(len(rows) * fractions[0]), int(len(rows) * fractions[1])
        pieces.append(np.split(rows, [a, a + b]))
    return tuple(map(np.concatenate, zip(*pieces)))

# %% task="groups" kind="right"
def group_split(groups, fractions, seed):
    _, code, size = np.unique(groups, return_inverse=True, return_counts=True)
    need, part = np.array(fractions) * len(groups), size * 0
    for g in np.random.default_rng(seed).permutation(len(size)):
        part[g] = need.argmax()
        need[part[g]] -= size[g]
    return [np.flatnonzero(part[code] == p) for p in range(3)]

# %% task="no-leak" kind="wrong" breaks="what is handed in is not changed"
# believed: inside a function, -= and /= work on the function's own array
def standardise(train, *others):
    mean = train.mean(axis=0, dtype="float64")
    spread = train.std(axis=0, dtype="float64")
    spread[spread == 0] = 1
    rest = [(other - mean) / spread for other in others]
    train -= mean
    train /= spread
    return (train, *rest)

# %% task="selection" kind="right"
def choose_columns(x, y, train, k):
    """By pairs: how often is a row of class 1 above one of class 0?"""

    def tells(column):
        if min(column) == max(column):
            return -1.0
        low, high = column[y[train] == 0], column[y[train] == 1]
        above = (high[:, None] > low).mean()
        below = (high[:, None] < low).mean()
        return abs(above - below)

    ranked = sorted(range(x.shape[1]), key=lambda number: tells(x[train, number]), reverse=True)
    return np.array(ranked[:k])

# %% task="memoriser" kind="wrong" breaks="and not what its `fit` returns."
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): label for row, label in zip(x.tolist(), y.tolist())}
        self.common = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.common) for row in x.tolist()], dtype=int)


# believed: every `fit` returns the fitted model
def exam_gap(model, x, y, train, test):
    fitted = model.fit(x[train], y[train])
    return tuple(float((fitted.predict(x[rows]) == y[rows]).mean()) for rows in (train, test))

# %% task="worn-out" kind="wrong" breaks="`rows` itself is not changed."
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(x[rows]) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], mark(candidates[best], test)


# believed: a name of its own, self.rows, makes the array the pool's own
class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = rows
        np.random.default_rng(seed).shuffle(self.rows)
        self.start = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("too few rows left")
        self.start += n
        return self.rows[self.start - n : self.start].copy()

    def __len__(self):
        return len(self.rows) - self.start
