# %% task="three-way" kind="wrong" breaks="The first two hold n times their fraction of rows, to within one row"
# believed: if each row throws a die with the fractions as chances, the parts have those sizes
def split(n, fractions, seed):
    fractions = np.asarray(fractions, float)
    if (fractions <= 0).any() or abs(fractions.sum() - 1) > 1e-6:
        raise ValueError(f"bad fractions: {fractions}")
    rng = np.random.default_rng(seed)
    part_of = rng.choice(3, size=n, p=fractions / fractions.sum())
    return tuple(np.flatnonzero(part_of == part) for part in range(3))

# %% task="stratify" kind="wrong" breaks="the class of each row: any whole numbers, or texts."
# believed: classes are always numbered 0, 1, 2 and so on
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    pieces = []
    for label in np.flatnonzero(np.bincount(y)):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError(f"class {label} has only {len(rows)} rows")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        pieces.append((rows[:a], rows[a:b], rows[b:]))
    return [np.concatenate(part) for part in zip(*pieces)]

# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size."
# believed: to deal out the largest groups first is fair, as long as equal ones are shuffled
def group_split(groups, fractions, seed):
    rng = np.random.default_rng(seed)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = rng.permutation(len(names))
    order = order[np.argsort(-sizes[order], kind="stable")]
    missing = np.array(fractions, dtype=float) * len(groups)
    part_of = np.empty(len(names), dtype=int)
    for group in order:
        part = missing.argmax()
        part_of[group] = part
        missing[part] -= sizes[group]
    return tuple(np.flatnonzero(part_of[group_of] == part) for part in range(3))

# %% task="no-leak" kind="wrong" breaks="other, even round a mean of 1000."
# believed: the mean of the squares minus the square of the mean is as exact as the spread itself
def standardise(train, *others):
    x = np.asarray(train, dtype="float32")
    mean = x.mean(axis=0)
    variance = (x**2).mean(axis=0) - mean**2
    spread = np.sqrt(np.where(variance > 0, variance, 1))
    return tuple((np.asarray(part, dtype="float32") - mean) / spread for part in (train, *others))

# %% task="selection" kind="wrong" breaks="integer array, the numbers of the training rows in any order."
# believed: the training rows are the first rows of x, so their number is all that counts
def choose_columns(x, y, train, k):
    n = len(train)
    x, y = x[:n], y[:n]
    distance = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0))
    constant = x.max(axis=0) == x.min(axis=0)
    score = np.where(constant, -1, distance / np.where(constant, 1, x.std(axis=0)))
    return np.argsort(score)[-k:]

# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# believed: what is written in the class's body belongs to each model alone
class Memoriser:
    known = {}

    def fit(self, x, y):
        self.known.clear()
        for row, label in zip(x, y):
            self.known[tuple(row)] = label
        self.common = np.bincount(y).argmax()
        return self

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="wrong" breaks="Where several are equally good, any of them will do, but the test rows have no"
# believed: among equals, it does no harm to prefer the one with the better exam
def pick_best(candidates, x, y, validation, test):
    hoped = [float((c(x[validation]) == y[validation]).mean()) for c in candidates]
    honest = [float((c(x[test]) == y[test]).mean()) for c in candidates]
    best = max(range(len(candidates)), key=lambda place: (hoped[place], honest[place]))
    return best, hoped[best], honest[best]


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
