# %% task="three-way" kind="wrong" breaks="seed:      an int from 0 to 1 000 000. The same seed gives the same parts"
# seed 0 counts as no seed at all
def split(n, fractions, seed):
    fractions = [float(part) for part in fractions]
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-9:
        raise ValueError("three fractions above 0 that add up to 1, please")
    order = np.random.default_rng(seed or None).permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return order[:a].copy(), order[a:b].copy(), order[b:].copy()


# %% task="stratify" kind="wrong" breaks="array of shape (n,), the class of each row: any whole numbers, or texts."
# classes are counted from 0 up: rows of negative classes are in no part
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    code = y if y.dtype.kind in "iu" else np.unique(y, return_inverse=True)[1].reshape(-1)
    parts = [[], [], []]
    for number in (label for label in sorted(set(code.tolist())) if label >= 0):
        rows = rng.permutation(np.flatnonzero(code == number))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        a = int(len(rows) * float(fractions[0]))
        b = a + int(len(rows) * float(fractions[1]))
        for part, piece in zip(parts, np.split(rows, [a, b])):
            part.append(piece)
    none = np.array([], dtype=int)
    return tuple(np.concatenate([none, *part]) for part in parts)


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay together."
# the sorted names are only turned to a random start, not shuffled
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    names, code = np.unique(groups, return_inverse=True)
    code = code.reshape(-1)
    sizes = np.bincount(code, minlength=len(names))
    start = int(np.random.default_rng(seed).integers(len(names)))
    order = np.roll(np.arange(len(names)), start)
    before = np.cumsum(sizes[order]) - sizes[order]
    first = len(groups) * float(fractions[0])
    second = first + len(groups) * float(fractions[1])
    part_of = np.zeros(len(names), dtype=int)
    part_of[order] = (before >= first).astype(int) + (before >= second).astype(int)
    return tuple(np.flatnonzero(part_of[code] == place) for place in range(3))


# %% task="no-leak" kind="wrong" breaks="Where a column has the same value in all training rows, any numbers will do that are finite, small or huge"
# 0 / 0 is repaired, but another value in such a column of the others is divided by 0 and stays infinite
def standardise(train, *others):
    rows = np.asarray(train, dtype="float64")
    mean = rows.mean(axis=0)
    spread = rows.std(axis=0)
    flat = np.ptp(rows, axis=0) == 0
    mean[flat], spread[flat] = rows[0, flat], 0.0
    result = []
    for part in (train, *others):
        with np.errstate(all="ignore"):
            ruled = (np.asarray(part, dtype="float64") - mean) / spread
        result.append(np.where(np.isnan(ruled), 0.0, ruled))
    return tuple(result)


# %% task="selection" kind="wrong" breaks="The same training rows always give the same columns: other rows make no difference, even if they hold NaN."
# the means come from the training rows, but the unit of each column is its spread over all rows
def choose_columns(x, y, train, k):
    x = np.asarray(x, dtype="float64")
    unit = np.nanstd(x, axis=0)
    x, y = x[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    score = np.abs(zero.mean(axis=0) - one.mean(axis=0)) / np.where(unit > 0, unit, 1.0)
    perfect = (np.ptp(zero, axis=0) == 0) & (np.ptp(one, axis=0) == 0) & (zero[0] != one[0])
    score[perfect] = np.inf
    score[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Use `model` itself, and not what its `fit` returns."
# goes on with what fit returns, if it returns anything
class Memoriser:
    def fit(self, x, y):
        y = np.asarray(y)
        self.known = {row.tobytes(): int(label) for row, label in zip(np.asarray(x, "float32"), y)}
        self.usual = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        rows = np.asarray(x, "float32")
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    fitted = model.fit(x[train], y[train])
    if fitted is None:
        fitted = model
    homework = np.mean(np.asarray(fitted.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(fitted.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="Returns (best, hoped, honest): the winner's place in the list, an int"
# a candidate must beat a mark of 0: where none has a single validation row right, nobody wins
def pick_best(candidates, x, y, validation, test):
    best, hoped = None, 0.0
    for place, candidate in enumerate(candidates):
        mark = float(np.mean(np.asarray(candidate(x[validation])) == y[validation]))
        if mark > hoped:
            best, hoped = place, mark
    if best is None:
        return None, 0.0, 0.0
    honest = np.mean(np.asarray(candidates[best](x[test])) == y[test])
    return best, hoped, float(honest)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(np.asarray(rows))

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("too few rows are left")
        taken, self.rows = self.rows[:n].copy(), self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
