# %% task="three-way" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# fractions given as a float array are turned into sizes in place
def split(n, fractions, seed):
    sizes = np.asarray(fractions, dtype=float)
    if (sizes <= 0).any() or abs(sizes.sum() - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1, please")
    sizes *= n
    order = np.random.default_rng(seed).permutation(n)
    a = int(sizes[0])
    b = a + int(sizes[1])
    return order[:a].copy(), order[a:b].copy(), order[b:].copy()


# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets, as in `split`."
# only the training rows are drawn; what remains is cut in the file's order
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    train, validation, test = [], [], []
    for name in np.unique(y):
        rows = np.flatnonzero(y == name)
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        a = int(len(rows) * float(fractions[0]))
        b = int(len(rows) * float(fractions[1]))
        chosen = rng.choice(rows, a, replace=False)
        remaining = np.setdiff1d(rows, chosen)
        train.append(chosen)
        validation.append(remaining[:b])
        test.append(remaining[b:])
    return np.concatenate(train), np.concatenate(validation), np.concatenate(test)


# %% task="groups" kind="wrong" breaks="Each part holds n times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# the shuffled groups are cut by their number
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    names, code = np.unique(groups, return_inverse=True)
    code = code.reshape(-1)
    order = np.random.default_rng(seed).permutation(len(names))
    a = int(round(len(names) * float(fractions[0])))
    b = a + int(round(len(names) * float(fractions[1])))
    pieces = np.split(order, [a, b])
    return tuple(np.flatnonzero(np.isin(code, piece)) for piece in pieces)


# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others in their order"
# without others the array itself comes back, in no tuple
def standardise(train, *others):
    rows = np.asarray(train, dtype="float64")
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    result = [(np.asarray(part, dtype="float64") - mean) / spread for part in (train, *others)]
    return result if others else result[0]


# %% task="selection" kind="wrong" breaks="Both classes are among them, with one row each or more."
# the variance over n - 1 is NaN where a class has one row, and every figure becomes 0
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, dtype="float64")[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    distance = np.abs(zero.mean(axis=0) - one.mean(axis=0))
    with np.errstate(all="ignore"):
        error = np.sqrt(zero.var(axis=0, ddof=1) / len(zero) + one.var(axis=0, ddof=1) / len(one))
        score = np.nan_to_num(distance / error, nan=0.0)
    score[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's class, wherever it stands in x."
# the dictionary belongs to the class: fitting a second model empties the first one's memory
class Memoriser:
    known = {}

    def fit(self, x, y):
        self.known.clear()
        for row, label in zip(np.asarray(x).tolist(), np.asarray(y).tolist()):
            self.known[tuple(row)] = label
        self.usual = int(np.bincount(np.asarray(y)).argmax())

    def predict(self, x):
        rows = [tuple(row) for row in np.asarray(x).tolist()]
        return np.array([self.known.get(row, self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="Other pools make no difference to that, nor does another Python process."
# seeds NumPy's global generator and draws from it in each take: another pool in between reseeds it
def pick_best(candidates, x, y, validation, test):
    marks = [np.mean(np.asarray(one(x[validation])) == y[validation]) for one in candidates]
    best = int(np.argmax(marks))
    honest = np.mean(np.asarray(candidates[best](x[test])) == y[test])
    return best, float(marks[best]), float(honest)


class ValidationPool:
    def __init__(self, rows, seed):
        np.random.seed(seed)
        self.rows = np.array(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("too few rows are left")
        self.rows = np.random.permutation(self.rows)
        taken, self.rows = self.rows[:n].copy(), self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
