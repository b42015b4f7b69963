# %% task="three-way" kind="wrong" breaks="number of rows, an int, at least 1"
# refuses fewer than three rows, though one or two are allowed
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    if n < 3:
        raise ValueError("three parts need three rows")
    rows = np.random.default_rng(seed).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="The same seed gives the same parts"
# `if seed` is false for 0, and then nothing is seeded
import random


def stratified_split(y, fractions, seed):
    dice = random.Random(seed) if seed else random.Random()
    rows_of = {}
    for row, label in enumerate(np.asarray(y).tolist()):
        rows_of.setdefault(label, []).append(row)
    if min(map(len, rows_of.values())) < 3:
        raise ValueError("a class has fewer than 3 rows")
    parts = [[], [], []]
    for rows in rows_of.values():
        dice.shuffle(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        parts[0] += rows[:first]
        parts[1] += rows[first:second]
        parts[2] += rows[second:]
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay together"
# shuffles the sorted groups in blocks of four
def group_split(groups, fractions, seed):
    names, codes, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    blocks = np.random.default_rng(seed).permutation((len(names) + 3) // 4)
    order = (4 * blocks[:, None] + np.arange(4)).ravel()
    order = order[order < len(names)]
    starts = np.cumsum(counts[order]) - counts[order]
    cuts = len(codes) * np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.empty(len(names), dtype=int)
    part[order] = np.searchsorted(cuts, starts, side="right")
    return tuple(np.flatnonzero(part[codes] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="Compute in float32 or better, and round nothing"
# rounds to three decimals, for a nicer table
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[np.ptp(rows, axis=0) == 0] = 1.0
    return [np.round((np.asarray(part) - mean) / spread, 3) for part in (rows, *others)]


# %% task="selection" kind="wrong" breaks="The same training rows always give the same columns"
# tosses a coin among columns that are equally good, and seeds nothing
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train] - y[train].mean()
    constant = np.ptp(rows, axis=0) == 0
    centred = rows - rows.mean(axis=0)
    norm = np.where(constant, 1.0, np.sqrt((centred**2).sum(axis=0)))
    score = np.abs(labels @ centred) / norm
    score[constant] = -1.0
    return np.lexsort((np.random.default_rng().random(len(score)), -np.round(score, 12)))[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class"
# the printed row is the key: print shows eight decimals, and dots in the middle of a long row
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {str(row): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.known.get(str(row), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="candidate(x[rows]) gives the classes that it says"
# turns x into float32 first: a candidate that looks things up by number or text gets something else
def pick_best(candidates, x, y, validation, test):
    rows = np.asarray(x, dtype="float32")
    marks = [float(np.mean(c(rows[validation]) == y[validation])) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](rows[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(np.asarray(rows))

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        taken, self.left = self.left[:n].copy(), self.left[n:]
        return taken

    def __len__(self):
        return len(self.left)
