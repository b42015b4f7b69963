# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts"
# seed 0 counts as "no seed", so that the parts are others each time
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.random.default_rng(seed or None).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# goes through a set of texts: its order, and so the draws, are others in each process
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in set(y.tolist()):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="Each part holds n times its fraction of *rows*, not groups"
# cuts the list of groups at the fractions, whatever their sizes
def group_split(groups, fractions, seed):
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(names))
    first = round(len(names) * fractions[0])
    second = first + round(len(names) * fractions[1])
    pieces = np.split(order, [first, second])
    return tuple(np.flatnonzero(np.isin(codes, piece)) for piece in pieces)


# %% task="no-leak" kind="wrong" breaks="what is handed in is not changed"
# measures in place: float64 arrays of the caller are changed
def standardise(train, *others):
    parts = [np.asarray(part, dtype=np.float64) for part in (train, *others)]
    mean, spread = parts[0].mean(axis=0), parts[0].std(axis=0)
    spread[np.ptp(parts[0], axis=0) == 0] = 1.0
    for part in parts:
        part -= mean
        part /= spread
    return tuple(parts)


# %% task="selection" kind="wrong" breaks="other rows make no difference, even if they hold NaN"
# the means are those of the training rows, but the spread is that of all rows
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    distance = np.abs(rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0))
    spread = x.astype(float).std(axis=0)
    constant = np.ptp(rows, axis=0) == 0
    score = distance / np.where(constant, 1.0, spread)
    score[constant] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's class"
# `or` takes class 0 for "not known", and says the most frequent class
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row.tolist()): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        says = [self.known.get(tuple(row.tolist())) or self.usual for row in x]
        return np.array(says, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="but the test rows have no part in that choice either"
# among equals it takes the one with the better test mark
def pick_best(candidates, x, y, validation, test):
    marks = []
    for place, candidate in enumerate(candidates):
        hoped = float(np.mean(candidate(x[validation]) == y[validation]))
        honest = float(np.mean(candidate(x[test]) == y[test]))
        marks.append((hoped, honest, place))
    hoped, honest, best = max(marks)
    return best, hoped, honest


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
