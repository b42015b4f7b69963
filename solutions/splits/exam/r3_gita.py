# %% task="three-way" kind="wrong" breaks="The third holds all the rest"
# the third part is cut at int(n * (a + b + c)); where the sum is 0.9999999999999999 the last row is lost
def split(n, fractions, seed):
    fractions = [float(part) for part in fractions]
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    ends = [int(n * fractions[0]), int(n * (fractions[0] + fractions[1])), int(n * sum(fractions))]
    return order[:ends[0]], order[ends[0]:ends[1]], order[ends[1]:ends[2]]


# %% task="stratify" kind="wrong" breaks="no array has other values after a call"
# sorts the caller's own y
def stratified_split(y, fractions, seed):
    order = np.argsort(y, kind="stable")
    y.sort()
    starts = np.flatnonzero(np.append(True, y[1:] != y[:-1]))
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for rows in np.split(order, starts[1:]):
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        rows = rng.permutation(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay together"
# chance only decides where in the alphabet the first part begins
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n = len(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.roll(np.arange(len(names)), np.random.default_rng(seed).integers(len(names)))
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    home[order] = np.searchsorted([n * fractions[0], n * (fractions[0] + fractions[1])], middles)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="Then it is divided by their standard deviation"
# adds a thousandth to each spread, lest it be 0
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0) + 1e-3
    return tuple((part - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="the numbers of the training rows in any order"
# takes x in the order of the file and y in the order of train
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[np.sort(train)], np.asarray(y)[train]
    flat = np.ptp(x, axis=0) == 0
    spread = np.where(flat, 1, x.std(axis=0))
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / spread
    score[flat] = -1
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="Use `model` itself, and not what its `fit` returns"
# goes on with what fit returns wherever that can predict: it may be another model
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        self.usual = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    fitted = model.fit(x[train], y[train])
    if not hasattr(fitted, "predict"):
        fitted = model
    return tuple(float(np.mean(fitted.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="list of functions, or of anything that can be called"
# keeps the marks in a dictionary whose keys are the candidates: not everything that can be called can be a key
def pick_best(candidates, x, y, validation, test):
    marks = {}
    for candidate in candidates:
        marks[candidate] = float(np.mean(candidate(x[validation]) == y[validation]))
    winner = max(marks, key=marks.get)
    return candidates.index(winner), marks[winner], float(np.mean(winner(x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
