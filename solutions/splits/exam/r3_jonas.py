# %% task="three-way" kind="wrong" breaks="what is handed in is not changed"
# the running sums are written over the caller's own array of fractions
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    fractions = np.asarray(fractions, dtype=float)
    np.cumsum(fractions, out=fractions)
    cuts = (n * fractions[:2]).astype(int)
    return tuple(np.split(np.random.default_rng(seed).permutation(n), cuts))


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times their fraction, to within one row"
# rounds training and test down, class by class; validation gets what is left, up to two rows too many
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label, count in zip(*np.unique(y, return_counts=True)):
        if count < 3:
            raise ValueError("a class has fewer than 3 rows")
        rows = rng.permutation(np.flatnonzero(y == label))
        first, last = int(count * fractions[0]), int(count * fractions[2])
        for part, piece in zip(parts, np.split(rows, [first, count - last])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="give or take twice the rows of the largest group"
# texts are cut to eight letters first: names that begin alike are one large group
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    if groups.dtype.kind not in "iu":
        groups = groups.astype("U8")
    n = len(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    home[order] = np.searchsorted([n * fractions[0], n * (fractions[0] + fractions[1])], middles)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="From each column the mean of the training rows is subtracted. Then it is divided by their standard deviation"
# clips what lies more than five spreads away
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    return tuple(np.clip((part - mean) / spread, -5, 5) for part in (train, *others))


# %% task="selection" kind="wrong" breaks="other rows make no difference, even if they hold NaN"
# brings the columns to one unit by the spread of all rows; NaN is skipped, but other rows count
def choose_columns(x, y, train, k):
    import warnings

    x, y = np.asarray(x, "float64"), np.asarray(y)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spread = np.nanstd(x, axis=0)
    x, y = x[train], y[train]
    flat = np.ptp(x, axis=0) == 0
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / np.where(flat, 1, spread)
    score[flat] = -1
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="It need not be a Memoriser, nor know its homework."
# takes for granted that each row of the homework is answered rightly
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return 1.0, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="its accuracy on the test rows"
# gives the best mark that any candidate reaches on the test rows, not the winner's own
def pick_best(candidates, x, y, validation, test):
    def marks(rows):
        return [float(np.mean(candidate(x[rows]) == y[rows])) for candidate in candidates]

    hoped = marks(validation)
    return hoped.index(max(hoped)), max(hoped), max(marks(test))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
