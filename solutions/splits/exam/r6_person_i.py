# %% task="three-way" kind="wrong" breaks="writing into it changes no later result"
# subtle: keeps each shuffle for later calls and hands out views of it
_shuffles = {}


def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    if (n, seed) not in _shuffles:
        _shuffles[n, seed] = np.random.default_rng(seed).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return tuple(np.split(_shuffles[n, seed], [first, second]))


# %% task="stratify" kind="wrong" breaks="the class of each row: any whole numbers, or texts"
# honest: counts numbers with bincount, which refuses negative ones
def stratified_split(y, fractions, seed):
    if y.dtype.kind in "iu":
        labels = np.flatnonzero(np.bincount(y))
    else:
        labels = np.unique(y)
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in labels:
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="All rows of a group are in the same one"
# subtle: takes -1 and the empty text for no group at all, and shares such rows out one by one
def group_split(groups, fractions, seed):
    names, code = np.unique(groups, return_inverse=True)
    code = code.reshape(-1).copy()
    alone = np.flatnonzero(np.isin(groups.astype(str), ["-1", ""]))
    code[alone] = len(names) + np.arange(len(alone))
    _, code, sizes = np.unique(code, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(sizes))
    starts = np.empty(len(sizes), dtype=int)
    starts[order] = np.cumsum(sizes[order]) - sizes[order]
    cuts = [len(code) * fractions[0], len(code) * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, starts, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="by their standard deviation (over n or n - 1, as you like)"
# honest: forgets axis=0 for the spread, so all columns share one
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean = ruler.mean(axis=0)
    spread = (ruler - mean).std() or 1.0
    return [(np.asarray(part, dtype=np.float64) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="Returns an integer array of k different column numbers"
# subtle: constant columns are sorted out beforehand, so that fewer than k may come back
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    useful = np.flatnonzero((rows != rows[0]).any(axis=0))
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0)
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0))
    score = np.abs(high.mean(axis=0) - low.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    score = np.where(clear, np.inf, score)[useful]
    return useful[np.argsort(-score, kind="stable")[:k]]


# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was"
# subtle: the rows are forgotten, but the counts of the classes go on
from collections import Counter


class Memoriser:
    def __init__(self):
        self.counts = Counter()

    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.counts.update(y.tolist())
        self.common = self.counts.most_common(1)[0][0]

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="difference to that"
# subtle: what was handed out is noted at the class, so one pool takes rows from another
class ValidationPool:
    handed_out = set()

    def __init__(self, rows, seed):
        self.queue = np.random.default_rng(seed).permutation(np.array(rows)).tolist()

    def _left(self):
        return [row for row in self.queue if row not in self.handed_out]

    def take(self, n):
        left = self._left()
        if n > len(left):
            raise ValueError("too few rows are left")
        self.handed_out.update(left[:n])
        return np.array(left[:n], dtype=int)

    def __len__(self):
        return len(self._left())


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)
