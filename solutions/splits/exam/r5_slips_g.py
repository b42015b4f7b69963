# %% task="three-way" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# turns fractions into sizes in place, which changes an array of fractions
def split(n, fractions, seed):
    sizes = np.asarray(fractions, dtype=np.float64)
    if (sizes <= 0).any() or abs(sizes.sum() - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    sizes *= n
    rows = np.random.default_rng(seed).permutation(n)
    first = int(sizes[0])
    second = first + int(sizes[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="Every row is in one of them, and in one only"
# numbers below 0 are thought to mean "class unknown", and their rows are left out
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in np.unique(y):
        if y.dtype.kind == "i" and label < 0:
            continue
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate([np.zeros(0, int), *part]) for part in parts)


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay together"
# turns the sorted circle of groups by a random angle and shuffles nothing
def group_split(groups, fractions, seed):
    names, codes, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.roll(np.arange(len(names)), np.random.default_rng(seed).integers(len(names)))
    starts = np.cumsum(counts[order]) - counts[order]
    cuts = len(codes) * np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.empty(len(names), dtype=int)
    part[order] = np.searchsorted(cuts, starts, side="right")
    return tuple(np.flatnonzero(part[codes] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="Then it is divided by their standard deviation"
# cuts outliers off at ten standard deviations
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[np.ptp(rows, axis=0) == 0] = 1.0
    return [np.clip((np.asarray(part) - mean) / spread, -10, 10) for part in (rows, *others)]


# %% task="selection" kind="wrong" breaks="Returns an integer array of k different column numbers, in any order"
# throws constant columns away: where few others remain, fewer than k come back
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train] - y[train].mean()
    useful = np.flatnonzero(np.ptp(rows, axis=0) > 0)
    centred = rows[:, useful] - rows[:, useful].mean(axis=0)
    score = np.abs(labels @ centred) / np.sqrt((centred**2).sum(axis=0))
    return useful[np.argsort(-score, kind="stable")[:k]]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's class"
# the dictionary belongs to the class, so that fitting one pupil wipes out what another one knows
from collections import Counter


class Memoriser:
    known = {}

    def fit(self, x, y):
        self.known.clear()
        for row, label in zip(x, y):
            self.known[tuple(row.tolist())] = int(label)
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        says = [self.known.get(tuple(row.tolist()), self.usual) for row in x]
        return np.array(says, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="Other pools make no difference to that"
# the set of used rows belongs to the class: what one pool handed out is gone for all
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    used = set()

    def __init__(self, rows, seed):
        self.order = np.random.default_rng(seed).permutation(np.asarray(rows)).tolist()

    def take(self, n):
        left = [row for row in self.order if row not in self.used]
        if n > len(left):
            raise ValueError("fewer rows are left")
        self.used.update(left[:n])
        return np.array(left[:n], dtype=int)

    def __len__(self):
        return sum(row not in self.used for row in self.order)
