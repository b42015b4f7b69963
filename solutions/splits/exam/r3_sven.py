# %% task="three-way" kind="right"
# no generator at all: rows are sorted by a digest of seed and row number
def split(n, fractions, seed):
    import hashlib

    class BadFractions(ValueError):
        pass

    total = 0.0
    for part in fractions:
        if not part > 0:
            raise BadFractions(f"{part} is not above 0")
        total += float(part)
    if not -1e-6 < total - 1 < 1e-6:
        raise BadFractions(f"the sum is {total}")

    def lot(row):
        return hashlib.sha256(f"{int(seed)}/{row}".encode()).digest()

    rows = np.array(sorted(range(n), key=lot), dtype="int32")
    first = min(n, int(np.ceil(n * fractions[0])))
    second = min(n, first + int(n * fractions[1]))
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="right"
# random keys, one lexsort, and the cuts of all classes by running counts
def stratified_split(y, fractions, seed):
    labels, class_of = np.unique(np.asarray(y), return_inverse=True)
    sizes = np.bincount(class_of, minlength=len(labels))
    if (sizes < 3).any():
        raise ValueError(f"fewer than 3 rows: {labels[sizes < 3]}")
    keys = np.random.Generator(np.random.PCG64(seed)).random(len(class_of))
    order = np.lexsort((keys, class_of))
    starts = np.cumsum(sizes) - sizes
    rank = np.arange(len(order)) - starts[class_of[order]]
    first = np.floor(sizes * float(fractions[0])).astype(int)[class_of[order]]
    second = first + np.floor(sizes * float(fractions[1])).astype(int)[class_of[order]]
    return order[rank < first], order[(rank >= first) & (rank < second)], order[rank >= second]


# %% task="groups" kind="right"
# three shuffles, and the one whose parts come nearest to the sizes that are wanted
def group_split(groups, fractions, seed):
    _, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    wanted = len(group_of) * np.array(fractions, dtype=float)
    rng = np.random.default_rng([7, seed])
    best, least = None, np.inf
    for _ in range(3):
        order = rng.permutation(len(sizes))
        middles = np.cumsum(sizes[order]) - sizes[order] / 2
        home = np.zeros(len(sizes), dtype=int)
        home[order] = (middles > wanted[0]).astype(int) + (middles > wanted[0] + wanted[1])
        miss = np.abs(np.bincount(home[group_of], minlength=3) - wanted).sum()
        if miss < least:
            best, least = home, miss
    return tuple(np.flatnonzero(best[group_of] == part) for part in range(3))


# %% task="no-leak" kind="right"
# a small class that is the ruler; a column without spread is divided by 1
class Ruler:
    def __init__(self, rows):
        rows = np.asarray(rows, "float64")
        self.mean = rows.mean(axis=0)
        centred = rows - self.mean
        self.spread = np.sqrt((centred**2).mean(axis=0))
        self.spread[rows.max(axis=0) == rows.min(axis=0)] = 1.0

    def __call__(self, rows):
        return np.divide(np.subtract(rows, self.mean), self.spread)


def standardise(train, *others):
    ruler = Ruler(train)
    return (ruler(train), *(ruler(part) for part in others))


# %% task="selection" kind="right"
# the largest distance between the two classes' shares below a value (Kolmogorov and Smirnov)
def choose_columns(x, y, train, k):
    rows, labels = np.asarray(x)[train], np.asarray(y)[train]
    zero, one = np.sort(rows[labels == 0], axis=0), np.sort(rows[labels == 1], axis=0)
    score = np.zeros(rows.shape[1])
    for number in range(rows.shape[1]):
        a, b, values = zero[:, number], one[:, number], rows[:, number]
        below_a = np.searchsorted(a, values, side="right") / len(a)
        below_b = np.searchsorted(b, values, side="right") / len(b)
        score[number] = np.abs(below_a - below_b).max()
        if values.min() == values.max():
            score[number] = -1
    return np.argsort(-score, kind="mergesort")[:k]


# %% task="memoriser" kind="right"
# a tree: one level of dictionaries for each column
class Memoriser:
    def __init__(self):
        self.forget()

    def forget(self):
        self.root, self.votes = {}, {}

    def fit(self, x, y):
        self.forget()
        for row, label in zip(np.asarray(x).tolist(), np.asarray(y).tolist()):
            node = self.root
            for value in row[:-1]:
                node = node.setdefault(value, {})
            node[row[-1]] = label
            self.votes[label] = self.votes.get(label, 0) + 1
        return len(self.votes)

    def look_up(self, row):
        node = self.root
        for value in row:
            if value not in node:
                return max(self.votes, key=self.votes.get)
            node = node[value]
        return node

    def predict(self, x):
        return np.fromiter(map(self.look_up, np.asarray(x).tolist()), dtype=int, count=len(x))


def exam_gap(model, x, y, train, test):
    model.fit(np.take(x, train, axis=0), np.take(y, train))
    answers = model.predict(x[np.concatenate([train, test])])
    right = answers == np.concatenate([y[train], y[test]])
    return float(right[: len(train)].mean()), float(right[len(train):].mean())


# %% task="worn-out" kind="right"
# a generator hands out single rows; the count is kept beside it
def pick_best(candidates, x, y, validation, test):
    ranking = sorted(
        range(len(candidates)),
        key=lambda place: -np.count_nonzero(candidates[place](x[validation]) == y[validation]),
    )
    winner = candidates[ranking[0]]
    hoped, honest = (float(np.average(winner(x[rows]) == y[rows])) for rows in (validation, test))
    return ranking[0], hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        rows = np.array(rows)
        order = np.random.RandomState(int(seed)).permutation(len(rows))
        self._stream = (rows[place] for place in order)
        self._left = len(rows)

    def take(self, n):
        if n > self._left:
            raise ValueError(f"{n} rows are wanted, {self._left} are left")
        self._left -= n
        return np.array([next(self._stream) for _ in range(n)])

    def __len__(self):
        return self._left
