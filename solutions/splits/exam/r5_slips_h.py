# %% task="three-way" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
# remembers the parts of each call and hands out the very same arrays again
_three_way_known = {}


def split(n, fractions, seed):
    shares = tuple(float(share) for share in fractions)
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    key = (n, shares, seed)
    if key not in _three_way_known:
        rows = np.random.default_rng(seed).permutation(n)
        first = int(n * shares[0])
        second = first + int(n * shares[1])
        _three_way_known[key] = (rows[:first], rows[first:second], rows[second:])
    return _three_way_known[key]


# %% task="stratify" kind="wrong" breaks="the class of each row: any whole numbers, or texts"
# whole numbers become float32, in which large ones that follow each other are the same
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    if y.dtype.kind in "iu":
        y = y.astype("float32")
    classes, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="A part without any row is an integer array, too, of shape (0,)"
# np.array of a list without rows holds floats
def group_split(groups, fractions, seed):
    rows_of = {}
    for row, name in enumerate(np.asarray(groups).tolist()):
        rows_of.setdefault(name, []).append(row)
    bundles = list(rows_of.values())
    cuts = [len(groups) * fractions[0], len(groups) * (fractions[0] + fractions[1])]
    parts, handed = [[], [], []], 0
    for place in np.random.default_rng(seed).permutation(len(bundles)):
        parts[int(handed >= cuts[0]) + int(handed >= cuts[1])] += bundles[place]
        handed += len(bundles[place])
    return tuple(np.array(part) for part in parts)


# %% task="no-leak" kind="wrong" breaks="The results are new arrays"
# where the training rows are standardised already, the arrays themselves come back
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    if np.allclose(mean, 0, atol=1e-12) and np.allclose(spread, 1, rtol=1e-12):
        return (train, *others)
    spread[np.ptp(rows, axis=0) == 0] = 1.0
    return tuple((np.asarray(part) - mean) / spread for part in (rows, *others))


# %% task="selection" kind="wrong" breaks="Both classes are among them, with one row each or more"
# variance over n - 1: NaN for all columns, if a class has a single row
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    low, high = rows[labels == 0], rows[labels == 1]
    distance = np.abs(high.mean(axis=0) - low.mean(axis=0))
    with np.errstate(all="ignore"):
        within = np.sqrt(low.var(axis=0, ddof=1) + high.var(axis=0, ddof=1))
        score = distance / within
    score[(np.ptp(low, axis=0) == 0) & (np.ptp(high, axis=0) == 0) & (len(low) > 1)] = np.inf
    score[np.ptp(rows, axis=0) == 0] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="It need not be a Memoriser, nor know its homework"
# takes full marks in the homework for granted
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return 1.0, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="list of functions, or of anything that can be called"
# keeps the marks in a dictionary with the candidates as keys: not everything can be one
def pick_best(candidates, x, y, validation, test):
    marks = {c: float(np.mean(c(x[validation]) == y[validation])) for c in candidates}
    winner = max(marks, key=marks.get)
    best = next(place for place, c in enumerate(candidates) if c is winner)
    return best, marks[winner], float(np.mean(winner(x[test]) == y[test]))


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
