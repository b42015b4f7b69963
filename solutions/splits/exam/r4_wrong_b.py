# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too."
# the seed is mixed with a text by hash(), which is another number in each process
def split(n, fractions, seed):
    fractions = [float(part) for part in fractions]
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1, please")
    rng = np.random.default_rng(abs(hash(("split", n, int(seed)))))
    order = rng.permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return [order[:a].copy(), order[a:b].copy(), order[b:].copy()]


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times their fraction, to within one row"
# each part is given at least one row of each class, at the cost of the training part
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for name in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == name))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        validation = max(1, int(len(rows) * float(fractions[1])))
        train = max(1, int(len(rows) * float(fractions[0])))
        while train + validation > len(rows) - 1:
            if train > 1:
                train -= 1
            else:
                validation -= 1
        for part, piece in zip(parts, np.split(rows, [train, train + validation])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="Where no group has more than a tenth of a part's rows, each group can come into each part, whatever its name and size."
# the largest groups are placed first, each where most rows are missing: they always go to training
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    names, code = np.unique(groups, return_inverse=True)
    code = code.reshape(-1)
    sizes = np.bincount(code, minlength=len(names))
    shuffled = np.random.default_rng(seed).permutation(len(names))
    order = shuffled[np.argsort(-sizes[shuffled], kind="stable")]
    missing = len(groups) * np.array([float(part) for part in fractions])
    part_of = np.zeros(len(names), dtype=int)
    for number in order:
        place = int(np.argmax(missing))
        part_of[number] = place
        missing[place] -= sizes[number]
    return tuple(np.flatnonzero(part_of[code] == place) for place in range(3))


# %% task="no-leak" kind="wrong" breaks="the other columns are standardised as usual"
# one column without spread, and no column at all is divided
def standardise(train, *others):
    rows = np.asarray(train, dtype="float64")
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    if (np.ptp(rows, axis=0) == 0).any():
        spread = np.ones_like(spread)
    return tuple((np.asarray(part, dtype="float64") - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows of class 0, and another one in all of class 1, tells most."
# a spread of zero within the classes is taken for a column that tells nothing
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, dtype="float64")[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    distance = np.abs(zero.mean(axis=0) - one.mean(axis=0))
    flat = (np.ptp(zero, axis=0) == 0) & (np.ptp(one, axis=0) == 0)
    spread = np.sqrt(zero.var(axis=0) + one.var(axis=0))
    score = np.where(flat, 0.0, distance / np.where(flat, 1.0, spread))
    score[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was learnt before."
# the dictionary of the first fit is only added to
class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        for row, label in zip(np.asarray(x).tolist(), np.asarray(y).tolist()):
            self.known[tuple(row)] = label
        self.usual = int(np.bincount(np.asarray(y)).argmax())
        return self

    def predict(self, x):
        rows = [tuple(row) for row in np.asarray(x).tolist()]
        return np.array([self.known.get(row, self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError, and hands out none."
# rows are popped one by one until none is left: the rows of a failed call are lost
def pick_best(candidates, x, y, validation, test):
    marks = [np.mean(np.asarray(one(x[validation])) == y[validation]) for one in candidates]
    best = int(np.argmax(marks))
    honest = np.mean(np.asarray(candidates[best](x[test])) == y[test])
    return best, float(marks[best]), float(honest)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(np.asarray(rows)).tolist()

    def take(self, n):
        taken = []
        for _ in range(n):
            try:
                taken.append(self.rows.pop())
            except IndexError:
                raise ValueError("too few rows are left") from None
        return np.array(taken, dtype=int)

    def __len__(self):
        return len(self.rows)
