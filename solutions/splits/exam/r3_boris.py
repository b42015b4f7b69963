# %% task="three-way" kind="wrong" breaks="The first two hold n times their fraction of rows, to within one row (exactly one will do)"
# rounds validation and test down and gives training what is left: up to two rows too many
def split(n, fractions, seed):
    if any(part <= 0 for part in fractions) or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    validation, test = int(n * fractions[1]), int(n * fractions[2])
    train = n - validation - test
    return order[:train], order[train:train + validation], order[train + validation:]


# %% task="stratify" kind="wrong" breaks="any whole numbers, or texts"
# whole numbers are taken to count from 0 up: rows of classes below 0 are lost
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    labels = range(int(y.max()) + 1) if y.dtype.kind in "iu" and y.max() < 10**6 else np.unique(y)
    parts = [np.zeros(0, int)], [np.zeros(0, int)], [np.zeros(0, int)]
    for label in labels:
        rows = np.flatnonzero(y == label)
        if len(rows) == 0:
            continue
        if len(rows) < 3:
            raise ValueError(f"class {label} has fewer than 3 rows")
        rng.shuffle(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return [np.concatenate(part) for part in parts]


# %% task="groups" kind="wrong" breaks="Chance decides which groups a part gets"
# packs the largest groups first; chance only orders groups of one size
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    rng = np.random.default_rng(seed)
    order = np.lexsort((rng.random(len(names)), -sizes))
    wanted = len(groups) * np.array(fractions, dtype=float)
    home = np.zeros(len(names), int)
    for group in order:
        home[group] = wanted.argmax()
        wanted[home[group]] -= sizes[group]
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others in their order"
# without others it gives back the bare array, not a tuple that holds it
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    if not others:
        return (train - mean) / spread
    return tuple((part - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="nor on which class is higher"
# forgets the absolute value: only columns that are higher in class 1 are found
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    flat = np.ptp(x, axis=0) == 0
    spread = np.where(flat, 1, x.std(axis=0))
    score = (x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / spread
    score[flat] = -np.inf
    return np.argsort(score)[::-1][:k].copy()


# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was learnt before"
# the second fit adds to the dictionary of the first
class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        for row, label in zip(np.asarray(x), np.asarray(y)):
            self.known[row.tobytes()] = int(label)
        self.usual = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in np.asarray(x)])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="`rows` itself is not changed"
# asarray makes no copy, so the shuffle mixes up the caller's own rows
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.asarray(rows)
        np.random.default_rng(seed).shuffle(self.rows)
        self.rows = self.rows.copy()

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
