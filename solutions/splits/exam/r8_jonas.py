# %% task="three-way" kind="right"
def split(n, fractions, seed):
    if any(f <= 0 for f in fractions) or abs(sum(fractions) - 1) > 1e-7:
        raise ValueError(f"no fractions of one whole: {fractions}")

    def cut(rows, sizes):
        if not sizes:
            return [rows]
        return [rows[: sizes[0]], *cut(rows[sizes[0] :], sizes[1:])]

    sizes = [int(n * f) for f in fractions[:2]]
    return cut(np.random.default_rng(seed).permutation(n), sizes)

# %% task="stratify" kind="right"
def stratified_split(y, fractions, seed):
    parts = [np.empty(0, int)] * 3
    for label in sorted(set(y.tolist())):
        rows = np.flatnonzero(y == label)
        if rows.size < 3:
            raise ValueError(f"only {rows.size} rows of class {label!r}")
        pieces = split(rows.size, fractions, seed)
        parts = [np.append(part, rows[piece]) for part, piece in zip(parts, pieces)]
    return parts

# %% task="groups" kind="right"
import random


def group_split(groups, fractions, seed):
    rows_of = {}
    for row in range(len(groups)):
        name = groups[row].item()
        if name not in rows_of:
            rows_of[name] = []
        rows_of[name].append(row)

    line = []
    for name in random.Random(seed).sample(list(rows_of), len(rows_of)):
        line.append(rows_of[name])

    def fill(wanted):
        """Take whole groups from the end of the line, as long as they fit."""
        taken = []
        while line and len(taken) + len(line[-1]) <= wanted:
            taken += line.pop()
        return np.array(taken, dtype=int)

    train = fill(len(groups) * fractions[0])
    validation = fill(len(groups) * fractions[1])
    test = np.array([row for rows in line for row in rows], dtype=int)
    return train, validation, test

# %% task="no-leak" kind="right"
def standardise(train, *others):
    m, s = np.mean(train, 0, "f8"), np.std(train, 0, "f8")
    return *((part - m) / (s + (s == 0)) for part in (train, *others)),

# %% task="selection" kind="wrong" breaks="of class 1, tells most. It is chosen before columns in which the classes overlap."
# believed: a column without any spread inside the classes is a constant one
def choose_columns(x, y, train, k):
    x, y = x[train], y[train]
    zero, one = x[y == 0], x[y == 1]
    inside = (np.ptp(zero, axis=0) > 0) | (np.ptp(one, axis=0) > 0)
    spread = np.sqrt((zero.var(axis=0) + one.var(axis=0)) / 2)
    gap = np.abs(zero.mean(axis=0) - one.mean(axis=0))
    score = np.divide(gap, spread, out=np.zeros_like(spread), where=inside & (spread > 0))
    return np.argsort(-score)[:k]

# %% task="memoriser" kind="wrong" breaks="that was most frequent in y (any of them, where several were)."
# believed: the median of the classes is the most frequent class
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): label for row, label in zip(x, y.tolist())}
        self.usual = int(np.median(y))

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="wrong" breaks="candidate(x[rows]) gives"
# believed: a candidate is asked with the numbers of the rows
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(rows) == y[rows]))

    hoped, best = max((mark(candidate, validation), place) for place, candidate in enumerate(candidates))
    return best, hoped, mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.order = np.random.default_rng(seed).permutation(rows)
        self.dealt = 0

    def take(self, n):
        if n > len(self):
            raise ValueError(f"only {len(self)} rows are left")
        self.dealt += n
        return self.order[self.dealt - n : self.dealt].copy()

    def __len__(self):
        return len(self.order) - self.dealt
