# %% task="three-way" kind="wrong" breaks="The first two hold n times"
# honest: a die for each row; the shares come out right on average only
def split(n, fractions, seed):
    shares = np.asarray(fractions, dtype=float)
    if (shares <= 0).any() or abs(shares.sum() - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    part = np.searchsorted(np.cumsum(shares)[:2], np.random.default_rng(seed).random(n))
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="stratify" kind="wrong" breaks="seed:      as for `split`."
# subtle: goes through a set of labels; for texts its order, and so the draws, differ in each process
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in set(y.tolist()):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay"
# subtle: the sorted names are only turned like a wheel, so neighbours by name stay together
def group_split(groups, fractions, seed):
    names, code, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.roll(np.arange(len(names)), np.random.default_rng(seed).integers(len(names)))
    starts = np.empty(len(names), dtype=int)
    starts[order] = np.cumsum(sizes[order]) - sizes[order]
    cuts = [len(code) * fractions[0], len(code) * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, starts, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="hold whole numbers, too"
# honest: results are made like the array handed in, so whole numbers are cut to whole numbers
def standardise(train, *others):
    mean = train.mean(axis=0, dtype=float)
    spread = (train - mean).std(axis=0)
    spread = np.where((train == train[0]).all(axis=0), 1.0, spread)
    results = []
    for part in (train, *others):
        result = np.empty_like(part)
        result[...] = (part - mean) / spread
        results.append(result)
    return results


# %% task="selection" kind="wrong" breaks="it depends neither on a column's unit nor on which class is higher"
# honest: a little epsilon against division by zero, which swallows columns with a spread of 1e-9
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0)) + 1e-7
    score = np.abs(high.mean(axis=0) - low.mean(axis=0)) / spread
    score = np.where(clear, np.inf, np.where(still, -1.0, score))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="It need not be a Memoriser, nor know its"
# honest: homework is taken to be perfect without asking the model
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return 1.0, float(exam)


# %% task="worn-out" kind="wrong" breaks="by however little"
# honest: marks are rounded to per cent before they are compared, so a lead of one row in 300 is lost
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = max(range(len(marks)), key=lambda place: round(marks[place], 2))
    return best, marks[best], mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.queue = np.random.default_rng(seed).permutation(np.array(rows))

    def take(self, n):
        if n > len(self.queue):
            raise ValueError("too few rows are left")
        taken, self.queue = self.queue[:n].copy(), self.queue[n:]
        return taken

    def __len__(self):
        return len(self.queue)
