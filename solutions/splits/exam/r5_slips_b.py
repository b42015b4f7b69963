# %% task="three-way" kind="wrong" breaks="A part without any row is an integer array, too, of shape (0,)"
# np.array of a list: an empty part becomes an array of floats
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.random.default_rng(seed).permutation(n).tolist()
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return np.array(rows[:first]), np.array(rows[first:second]), np.array(rows[second:])


# %% task="stratify" kind="wrong" breaks="not even where a part gets none of its rows"
# raises also where a class is too small to come into all three parts
def stratified_split(y, fractions, seed):
    classes, codes = np.unique(np.asarray(y), return_inverse=True)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        first = round(len(rows) * fractions[0])
        second = round(len(rows) * (fractions[0] + fractions[1]))
        pieces = np.split(rows, [first, second])
        if len(rows) < 3 or min(len(piece) for piece in pieces) == 0:
            raise ValueError("a class cannot be in all three parts")
        for part, piece in zip(parts, pieces):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# shuffles the list of a set: for texts it starts in another order in each process
import random


def group_split(groups, fractions, seed):
    rows_of = {}
    for row, name in enumerate(np.asarray(groups).tolist()):
        rows_of.setdefault(name, []).append(row)
    names = list(set(rows_of))
    random.Random(seed).shuffle(names)
    cuts = [len(groups) * fractions[0], len(groups) * (fractions[0] + fractions[1])]
    parts, handed = [[], [], []], 0
    for name in names:
        parts[int(handed >= cuts[0]) + int(handed >= cuts[1])] += rows_of[name]
        handed += len(rows_of[name])
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any other, even round a mean of 1000"
# variance as mean of squares minus square of mean, in float32: nothing is left of a small spread
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float32)
    mean = rows.mean(axis=0)
    variance = np.maximum((rows**2).mean(axis=0) - mean**2, 0)
    spread = np.where(variance == 0, 1, np.sqrt(variance)).astype(np.float32)
    return tuple((np.asarray(part, dtype=np.float32) - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="But it depends neither on a column's unit nor on which class is higher"
# forgets the absolute value: only columns in which class 1 is higher are thought good
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    difference = rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0)
    constant = np.ptp(rows, axis=0) == 0
    score = difference / np.where(constant, 1.0, rows.std(axis=0))
    score[constant] = -np.inf
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was learnt before"
# a second fit adds to the dictionary and leaves the old rows in it
from collections import Counter


class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        self.known.update((row.tobytes(), int(label)) for row, label in zip(x, y))
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="`rows` itself is not changed"
# shuffles the caller's array in place
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        np.random.default_rng(seed).shuffle(rows)
        self.left = list(rows)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        taken, self.left = self.left[:n], self.left[n:]
        return np.array(taken, dtype=int)

    def __len__(self):
        return len(self.left)
