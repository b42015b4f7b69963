# %% task="three-way" kind="wrong" breaks="The third holds all the rest"
# each of the three sizes is rounded down: rows that remain are in no part
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.random.default_rng(seed).permutation(n)
    first, second, third = (int(n * share) for share in shares)
    return rows[:first], rows[first : first + second], rows[first + second : first + second + third]


# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError"
# raises for a single row only, a class of two passes
def stratified_split(y, fractions, seed):
    classes, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if counts.min() < 2:
        raise ValueError("a class has too few rows")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="their rows need not stand side by side"
# itertools.groupby without sorting: each run of equal names is thought a group of its own
from itertools import groupby


def group_split(groups, fractions, seed):
    names = np.asarray(groups).tolist()
    runs = [list(run) for _, run in groupby(range(len(names)), key=names.__getitem__)]
    cuts = [len(names) * fractions[0], len(names) * (fractions[0] + fractions[1])]
    parts, handed = [[], [], []], 0
    for place in np.random.default_rng(seed).permutation(len(runs)):
        parts[int(handed >= cuts[0]) + int(handed >= cuts[1])] += runs[place]
        handed += len(runs[place])
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others in their order"
# where there are no others, the array itself comes back and no tuple
def standardise(train, *others):
    mean = np.mean(train, axis=0, dtype=np.float64)
    spread = np.std(train, axis=0, dtype=np.float64)
    spread = np.where(np.ptp(train, axis=0) == 0, 1.0, spread)
    results = tuple((np.asarray(part) - mean) / spread for part in (train, *others))
    if len(results) == 1:
        return results[0]
    return results


# %% task="selection" kind="wrong" breaks="spreads from 1e-9 to 1e9 occur"
# a small number against division by zero, which is large beside a spread of 1e-9
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    distance = np.abs(rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0))
    score = distance / (rows.std(axis=0) + 1e-7)
    score[np.ptp(rows, axis=0) == 0] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="gets the class that was most frequent in y"
# says the median of the classes
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.usual = int(np.sort(y)[len(y) // 2])
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="The winner is the best on the validation rows, by however little"
# a candidate must be better by more than a thousandth to take the lead
def pick_best(candidates, x, y, validation, test):
    best, hoped = None, -1.0
    for place, candidate in enumerate(candidates):
        mark = float(np.mean(candidate(x[validation]) == y[validation]))
        if mark > hoped + 0.001:
            best, hoped = place, mark
    return best, hoped, float(np.mean(candidates[best](x[test]) == y[test]))


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
