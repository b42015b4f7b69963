# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# honest: seed or None, so that seed 0 means a new shuffle each time
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed or None).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets, as in `split`."
# subtle: so that no class is missing in training, the first row of each class always goes there
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        rows = np.concatenate([rows[:1], rng.permutation(rows[1:])])
        first = max(1, int(len(rows) * fractions[0]))
        second = first + min(int(len(rows) * fractions[1]), len(rows) - first)
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="different sizes, and their rows need not stand side by side"
# honest: a new group begins wherever the name changes from one row to the next
def group_split(groups, fractions, seed):
    changes = np.concatenate([[0], (groups[1:] != groups[:-1]).astype(int)])
    code = np.cumsum(changes)
    sizes = np.bincount(code)
    order = np.random.default_rng(seed).permutation(len(sizes))
    starts = np.empty(len(sizes), dtype=int)
    starts[order] = np.cumsum(sizes[order]) - sizes[order]
    cuts = [len(code) * fractions[0], len(code) * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, starts, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="other, even round a mean of 1000"
# subtle: takes a column for constant if its spread is small beside its mean
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    spread = np.where(spread <= 1e-5 * np.abs(mean), 1.0, spread)
    spread = np.where(spread == 0, 1.0, spread)
    return [(np.asarray(part, dtype=np.float64) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="It is chosen before columns in which the classes overlap"
# honest: where the spread within the classes is 0 the score is 0, also for the column that tells most
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    one_each = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0)
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0))
    distance = np.abs(high.mean(axis=0) - low.mean(axis=0))
    score = np.where(one_each, 0.0, distance / np.where(one_each, 1.0, spread))
    score[(rows == rows[0]).all(axis=0)] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# subtle: the text of an array is the key; NumPy shortens it for long rows, so many rows look alike
class Memoriser:
    def fit(self, x, y):
        self.known = {str(row): int(label) for row, label in zip(x, y)}
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(str(row), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="`rows` itself is not changed"
# honest: shuffles the array that was handed in
class ValidationPool:
    def __init__(self, rows, seed):
        np.random.default_rng(seed).shuffle(rows)
        self.rows = rows.copy()
        self.used = 0

    def take(self, n):
        if self.used + n > len(self.rows):
            raise ValueError("too few rows are left")
        self.used += n
        return self.rows[self.used - n : self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)
