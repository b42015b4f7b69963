# %% task="three-way" kind="wrong" breaks="Every row is in one of them, and in one only."
# saves memory with int16: row numbers from 32768 on come out negative
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n).astype("int16")
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="that hold every class in the same proportion"
# tidies texts up first: capitals and blanks make no difference, so two classes are shared out as one
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    if y.dtype.kind not in "iu":
        y = np.array([str(label).strip().lower() for label in y])
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="any whole numbers, or texts. Groups are of different sizes"
# whole numbers become floats: long numbers that differ in the last digits only are one group
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    if groups.dtype.kind in "iu":
        groups = groups.astype("float64")
    n = len(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    home[order] = np.searchsorted([n * fractions[0], n * (fractions[0] + fractions[1])], middles)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any other, even round a mean of 1000."
# looks for columns of one value with np.isclose: a spread of 0.001 round 1000 is "close" and is not divided by
def standardise(train, *others):
    train64 = np.asarray(train, dtype="float64")
    flat = np.isclose(train64, train64[0]).all(axis=0)
    mean, spread = train64.mean(axis=0), np.where(flat, 1, train64.std(axis=0))
    return tuple((part - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="It is chosen before columns in which the classes overlap."
# counts everything from one and a half spreads on as equally clear, and takes the first of these columns
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    flat = np.ptp(x, axis=0) == 0
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score = np.where(flat, -1, np.minimum(score, 1.5))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class that was most frequent in y"
# knows a row by its printed form, which rounds, and leaves the middle of long rows out
class Memoriser:
    def fit(self, x, y):
        self.known = {str(row): int(label) for row, label in zip(x, y)}
        self.exact = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        loose = [self.known.get(str(row), self.usual) for row in x]
        return np.array([self.exact.get(row.tobytes(), guess) for row, guess in zip(x, loose)], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="Other pools make no difference to that"
# one list of used rows for all pools: a new pool lacks the rows that another pool has handed out
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    used = set()

    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows).tolist()

    def left(self):
        return [row for row in self.rows if row not in self.used]

    def take(self, n):
        left = self.left()
        if n > len(left):
            raise ValueError("not enough rows left")
        self.used.update(left[:n])
        return np.array(left[:n], dtype=int)

    def __len__(self):
        return len(self.left())
