# %% task="three-way" kind="wrong" breaks="Chance alone decides which rows a part gets. Each row can come into each part, and rows that"
# believed: once the training rows are drawn at random, the rest is random, too, and can be cut as it stands
import random


def split(n, fractions, seed):
    if any(share <= 0 for share in fractions) or abs(sum(fractions) - 1) > 1e-7:
        raise ValueError("need three shares above 0 that add up to 1")
    drawn = set(random.Random(int(seed)).sample(range(n), round(n * fractions[0])))
    train = [row for row in range(n) if row in drawn]
    rest = [row for row in range(n) if row not in drawn]
    border = round(n * fractions[1])
    return tuple(np.array(part, dtype=int) for part in (train, rest[:border], rest[border:]))


# %% task="stratify" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# believed: hash(text) is the same number tomorrow and in another process
def stratified_split(y, fractions, seed):
    parts = [], [], []
    for label in np.unique(y).tolist():
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError(f"class {label} has fewer than 3 rows")
        # each class has a generator of its own
        rng = np.random.default_rng([seed, hash(label) % 1_000_003])
        rows = rng.permutation(rows)
        first = round(len(rows) * fractions[0])
        second = first + round(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(map(np.concatenate, parts))


# %% task="groups" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# believed: one generator at the top of the notebook serves for all calls, and the seed is only for `split`
rng = np.random.default_rng(42)


def group_split(groups, fractions, seed):
    names, of, size = np.unique(groups, return_inverse=True, return_counts=True)
    order = rng.permutation(len(names))
    upto = np.cumsum(size[order]) - size[order] / 2
    cuts = np.cumsum(fractions)[:2] * len(groups)
    part = np.empty(len(names), int)
    part[order] = np.digitize(upto, cuts)
    return tuple(np.flatnonzero(part[of] == i) for i in range(3))


# %% task="no-leak" kind="wrong" breaks="numbers will do that are finite, small or huge; the other columns are standardised as usual."
# believed: if one spread is 0, dividing is impossible, so nothing is divided
def standardise(train, *others):
    mean = train.mean(axis=0, dtype="float64")
    std = train.std(axis=0, dtype="float64")
    if (std == 0).any():
        std = 1.0
    return tuple((part - mean) / std for part in [train, *others])


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing. It is not chosen before one that"
# believed: the standard deviation of a column with one value is computed as exactly 0
def choose_columns(x, y, train, k):
    part, label = x[train], y[train]
    gap = abs(part[label == 1].mean(axis=0) - part[label == 0].mean(axis=0))
    spread = part.std(axis=0)
    constant = spread == 0
    score = np.where(constant, -1, gap / np.where(constant, 1, spread))
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="right"
class Memoriser:
    def fit(self, x, y):
        self.rows = x.tolist()
        self.labels = y.tolist()
        self.fallback = max(self.labels, key=self.labels.count)
        return "done"

    def predict(self, x):
        def answer(row):
            return self.labels[self.rows.index(row)] if row in self.rows else self.fallback

        return np.array([answer(row) for row in x.tolist()])


def exam_gap(model, x, y, train, test):
    def share(rows):
        return sum(model.predict(x[rows]) == y[rows]) / len(rows)

    model.fit(x[train], y[train])
    return float(share(train)), float(share(test))


# %% task="worn-out" kind="wrong" breaks="Rows are handed out in a random order that the seed decides."
# believed: what counts is that each row is handed out once; the order they came in will do
def pick_best(candidates, x, y, validation, test):
    def accuracy(place, rows):
        return float((candidates[place](x[rows]) == y[rows]).mean())

    hoped, best = max((accuracy(place, validation), place) for place in range(len(candidates)))
    return best, hoped, accuracy(best, test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = rows.copy()
        self.seed = seed
        self.next = 0

    def take(self, n):
        if self.next + n > len(self.rows):
            raise ValueError("the pool is empty")
        fresh = self.rows[self.next : self.next + n].copy()
        self.next += n
        return fresh

    def __len__(self):
        return len(self.rows) - self.next
