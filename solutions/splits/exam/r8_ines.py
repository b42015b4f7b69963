# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python"
import random


# believed: the hash of a text is the same number whenever and wherever Python runs
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("bad fractions")
    order = random.Random(hash(f"three piles, seed {seed}")).sample(range(n), n)
    a, b = int(n * fractions[0]), int(n * fractions[1])
    rows = np.array(order, dtype=int)
    return rows[:a], rows[a : a + b], rows[a + b :]

# %% task="stratify" kind="right"
def stratified_split(y, fractions, seed):
    r, u, f = np.random.default_rng(seed), np.unique(y, return_counts=True), np.array(fractions[:2])
    if u[1].min() < 3:
        raise ValueError("class too small")
    cut = lambda w: np.split(r.permutation(w), (len(w) * f).cumsum().astype(int))
    return [np.concatenate(p) for p in zip(*(cut(np.flatnonzero(y == c)) for c in u[0]))]

# %% task="groups" kind="wrong" breaks="is in one of them, and in one only."
# believed: a group for which no part has room any more may be left out
def group_split(groups, fractions, seed):
    rng = np.random.default_rng(seed)
    room = [round(fraction * len(groups)) for fraction in fractions]
    parts = [[], [], []]
    for name in rng.permutation(np.unique(groups)):
        rows = np.flatnonzero(groups == name)
        for part, size in zip(parts, room):
            if len(part) + len(rows) <= size:
                part.extend(rows)
                break
    return [np.array(part, dtype=int) for part in parts]

# %% task="no-leak" kind="right"
class Ruler:
    """What was learnt from the training rows: a mean and a spread for each column."""

    def __init__(self, rows):
        rows = np.asarray(rows, dtype="float64")
        self.middle = rows.mean(axis=0)
        self.spread = rows.std(axis=0, ddof=1)
        self.spread[rows.max(axis=0) == rows.min(axis=0)] = 1.0

    def measure(self, rows):
        return (np.asarray(rows, dtype="float64") - self.middle) / self.spread


def standardise(train, *others):
    ruler = Ruler(train)
    return [ruler.measure(rows) for rows in [train, *others]]

# %% task="selection" kind="wrong" breaks="depends neither on a column's unit"
# believed: 1e-8 in the denominator is too small to matter
def choose_columns(x, y, train, k):
    x, y = x[train].astype("float64"), y[train]
    gap = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0))
    gap[x.max(axis=0) == x.min(axis=0)] = -1
    return np.argsort(gap / (x.std(axis=0) + 1e-8))[-k:]

# %% task="memoriser" kind="right"
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x.copy(), y.copy()
        labels, counts = np.unique(self.y, return_counts=True)
        self.most_frequent = labels[counts.argmax()]

    def predict(self, x):
        answers = np.full(len(x), self.most_frequent)
        for place, row in enumerate(x):
            (found,) = np.nonzero((self.x == row).all(axis=1))
            if found.size:
                answers[place] = self.y[found[0]]
        return answers


def accuracy(model, x, y):
    right = model.predict(x) == y
    return right.sum().item() / len(y)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return accuracy(model, x[train], y[train]), accuracy(model, x[test], y[test])

# %% task="worn-out" kind="wrong" breaks="by however little."
# believed: marks that agree in two decimals are equally good
def pick_best(candidates, x, y, validation, test):
    marks = [np.mean(candidate(x[validation]) == y[validation]).item() for candidate in candidates]
    best = int(np.argmax(np.round(marks, 2)))
    return best, marks[best], np.mean(candidates[best](x[test]) == y[test]).item()


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
