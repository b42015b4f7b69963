# %% task="three-way" kind="wrong" breaks="So does a sum that is off by 0.001 or more, whether above 1 or below."
# only a sum above 1 is refused; below 1 the test part silently swallows the rest
def split(n, fractions, seed):
    fractions = [float(part) for part in fractions]
    if min(fractions) <= 0:
        raise ValueError("each fraction must be above 0")
    if sum(fractions) > 1 + 1e-9:
        raise ValueError("the fractions are more than the whole")
    order = np.random.default_rng(seed).permutation(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return order[:a].copy(), order[a:b].copy(), order[b:].copy()


# %% task="stratify" kind="wrong" breaks="No other class raises anything, not even where a part gets none of its rows."
# refuses a class of which a part would get no row
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for name in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == name))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        a = int(round(len(rows) * float(fractions[0])))
        b = min(len(rows), a + int(round(len(rows) * float(fractions[1]))))
        pieces = np.split(rows, [a, b])
        for part, piece in zip(parts, pieces):
            if len(piece) == 0:
                raise ValueError("a class is not in all three parts")
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too."
# the names come out of a set, whose order for texts is another one in each process
def group_split(groups, fractions, seed):
    import random

    groups = np.asarray(groups)
    names = list(set(groups.tolist()))
    random.Random(seed).shuffle(names)
    n, filled = len(groups), 0
    first = n * float(fractions[0])
    second = first + n * float(fractions[1])
    parts = [[], [], []]
    for name in names:
        rows = np.flatnonzero(groups == name)
        place = 0 if filled < first else 1 if filled < second else 2
        parts[place].extend(rows.tolist())
        filled += len(rows)
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any other, even round a mean of 1000."
# variance as mean of squares minus square of mean, in float32: it cancels to noise
def standardise(train, *others):
    rows = np.asarray(train, dtype="float32")
    mean = rows.mean(axis=0)
    variance = np.maximum((rows * rows).mean(axis=0) - mean * mean, 0)
    spread = np.sqrt(variance)
    spread = np.where(spread > 0, spread, np.float32(1))
    return tuple((np.asarray(part, dtype="float32") - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="But it depends neither on a column's unit nor on which class is higher."
# a small number is added to the spread against division by zero, but spreads of 1e-9 occur
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, dtype="float64")[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    distance = np.abs(zero.mean(axis=0) - one.mean(axis=0))
    score = distance / (np.sqrt(zero.var(axis=0) + one.var(axis=0)) + 1e-8)
    perfect = (np.ptp(zero, axis=0) == 0) & (np.ptp(one, axis=0) == 0) & (zero[0] != one[0])
    score[perfect] = np.inf
    score[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class that was most frequent in y"
# the key is the printed row: eight decimals only, and three dots where a row is long
class Memoriser:
    def fit(self, x, y):
        self.known = {str(row): int(label) for row, label in zip(np.asarray(x), np.asarray(y))}
        self.usual = int(np.bincount(np.asarray(y)).argmax())
        return self

    def predict(self, x):
        return np.array([self.known.get(str(row), self.usual) for row in np.asarray(x)], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="Where several are equally good, any of them will do, but the test rows have no part in that choice either."
# among equals on the validation rows, the one with the better test mark is taken
def pick_best(candidates, x, y, validation, test):
    marks = []
    for candidate in candidates:
        hoped = float(np.mean(np.asarray(candidate(x[validation])) == y[validation]))
        honest = float(np.mean(np.asarray(candidate(x[test])) == y[test]))
        marks.append((hoped, honest))
    best = max(range(len(marks)), key=lambda place: marks[place])
    return best, marks[best][0], marks[best][1]


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
