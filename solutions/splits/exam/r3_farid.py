# %% task="three-way" kind="wrong" breaks="rows that stand side by side in the file need not stay together"
# shuffles pairs of neighbours, not rows
def split(n, fractions, seed):
    if any(part <= 0 for part in fractions) or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    pairs = np.array_split(np.arange(n), (n + 1) // 2)
    order = np.random.default_rng(seed).permutation(len(pairs))
    rows = np.concatenate([pairs[place] for place in order])
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets"
# cuts each class in the order of the file and shuffles within the parts afterwards
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    parts = [[], [], []]
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError(f"class {label} has fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(rng.permutation(np.concatenate(part)) for part in parts)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# the largest group always goes to training, where it is thought to do least harm
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n = len(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    largest = sizes.argmax()
    order = np.append(largest, order[order != largest])
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    home[order] = np.searchsorted([n * fractions[0], n * (fractions[0] + fractions[1])], middles)
    home[largest] = 0
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="the other columns are standardised as usual"
# as soon as one column has no spread, nothing is divided at all
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    if (np.ptp(train, axis=0) == 0).any():
        spread = np.ones_like(spread)
    return tuple((part - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing"
# asks whether the spread is exactly 0; but the mean of 0.1, 0.1, 0.1 is not quite 0.1, and rounding errors look like a difference
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    gap = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0))
    spread = x.std(axis=0)
    score = np.where(spread == 0, -1, gap / np.where(spread == 0, 1, spread))
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class that was most frequent in y"
# knows a row by the set of its numbers: the same numbers in other columns count as the same row
class Memoriser:
    def fit(self, x, y):
        self.exact = {tuple(row): label for row, label in zip(x.tolist(), y.tolist())}
        self.known = {tuple(sorted(row)): label for row, label in zip(x.tolist(), y.tolist())}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        answers = []
        for row in x.tolist():
            loose = self.known.get(tuple(sorted(row)), self.usual)
            answers.append(self.exact.get(tuple(row), loose))
        return np.array(answers, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return float(np.mean(model.predict(x[train]) == y[train])), float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="The winner is the best on the validation rows, by however little"
# rounds the marks to two places before comparing: a lead of some thousandths is not seen
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(np.round(scores, 2)))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.handed_out = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.handed_out += n
        return self.rows[self.handed_out - n:self.handed_out]

    def __len__(self):
        return len(self.rows) - self.handed_out
