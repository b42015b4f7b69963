# %% task="three-way" kind="wrong" breaks="rows that stand side by side in the file need not stay together"
# shuffles pairs of rows: 0 with 1, 2 with 3, and so on
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    pairs = np.random.default_rng(seed).permutation((n + 1) // 2)
    rows = (2 * pairs[:, None] + np.arange(2)).ravel()
    rows = rows[rows < n]
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times their fraction, to within one row"
# each row draws its part by itself: the numbers of a class are right on average only
def stratified_split(y, fractions, seed):
    classes, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    rng = np.random.default_rng(seed)
    cuts = np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.empty(len(codes), dtype=int)
    for code in range(len(classes)):
        part[codes == code] = np.searchsorted(cuts, rng.random(counts[code]), side="right")
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay together"
# float32 cannot tell large numbers that follow each other, so that these groups become one
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    if groups.dtype.kind in "iu":
        groups = groups.astype("float32")
    names, codes, counts = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    starts = np.cumsum(counts[order]) - counts[order]
    cuts = len(codes) * np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.empty(len(names), dtype=int)
    part[order] = np.searchsorted(cuts, starts, side="right")
    return tuple(np.flatnonzero(part[codes] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="So a row of the others gets the same numbers, whatever rows stand beside it"
# the mean is that of the training rows, but each array of several rows is divided by its own spread
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean = rows.mean(axis=0)
    results = []
    for part in (rows, *others):
        part = np.asarray(part, dtype=np.float64)
        spread = part.std(axis=0) if len(part) > 1 else rows.std(axis=0)
        results.append((part - mean) / np.where(spread < 1e-12, 1.0, spread))
    return results


# %% task="selection" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# standardises the columns of x in place
def choose_columns(x, y, train, k):
    rows, labels = x[np.sort(train)].astype(float), y[np.sort(train)]
    constant = np.ptp(rows, axis=0) == 0
    mean, spread = rows.mean(axis=0), np.where(constant, 1.0, rows.std(axis=0))
    x -= mean
    x /= spread
    rows = (rows - mean) / spread
    score = np.abs(rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0))
    score[constant] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
# asked about its whole homework, it hands out its own copy of the classes
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        values, counts = np.unique(self.y, return_counts=True)
        self.usual = values[counts.argmax()]
        return self

    def predict(self, x):
        if np.array_equal(x, self.x):
            return self.y
        says = np.full(len(x), self.usual, dtype=int)
        for place, row in enumerate(x):
            hits = np.flatnonzero((self.x == row).all(axis=1))
            if len(hits):
                says[place] = self.y[hits[0]]
        return says


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="Rows are handed out in a random order that the seed decides"
# only the place where it begins is random; from there on the rows come as they stand
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        start = np.random.default_rng(seed).integers(max(len(rows), 1))
        self.left = np.roll(np.asarray(rows), -start)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        taken, self.left = self.left[:n].copy(), self.left[n:]
        return taken

    def __len__(self):
        return len(self.left)
