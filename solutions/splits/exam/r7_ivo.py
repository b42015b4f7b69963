# %% task="three-way" kind="right"
def split(n, fractions, seed):
    first, second, third = (float(fraction) for fraction in fractions)
    if first <= 0 or second <= 0 or third <= 0:
        raise ValueError("a fraction is not above 0")
    if round(first + second + third, 6) != 1:
        raise ValueError("the fractions do not add up to 1")
    lots = np.random.default_rng(seed).random(n)
    order = lots.argsort()
    return tuple(np.split(order, [int(n * first), int(n * (first + second))]))


# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError, since it cannot be in all three parts. No"
# believed: it is enough that there are three rows for each class on the whole
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    classes = np.unique(y)
    if len(y) < 3 * len(classes):
        raise ValueError("too few rows for so many classes")
    part = np.full(len(y), 2)
    for label in classes:
        rows = np.flatnonzero(y == label)
        rng.shuffle(rows)
        a = int(len(rows) * fractions[0])
        b = int(len(rows) * (fractions[0] + fractions[1]))
        part[rows[:a]] = 0
        part[rows[a:b]] = 1
    return tuple(np.flatnonzero(part == p) for p in range(3))


# %% task="groups" kind="wrong" breaks="times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# believed: if each group draws its part with the given chances, the parts get their sizes by themselves
def group_split(groups, fractions, seed):
    names, of = np.unique(groups, return_inverse=True)
    p = np.array(fractions) / np.sum(fractions)
    part = np.random.RandomState(seed).choice(3, size=len(names), p=p)[of]
    return tuple(np.flatnonzero(part == i) for i in range(3))


# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others in their order, each in its"
# believed: a column that never changes tells nothing and may be left out
def standardise(train, *others):
    mean = train.mean(axis=0, dtype="float64")
    std = train.std(axis=0, dtype="float64")
    varies = train.max(axis=0) > train.min(axis=0)
    return [(a[:, varies] - mean[varies]) / std[varies] for a in (train, *others)]


# %% task="selection" kind="wrong" breaks="always give the same columns: other rows make no difference, even if they hold NaN."
# believed: only the labels must be kept secret; the spread of a column may be taken from all rows
def choose_columns(x, y, train, k):
    spread = x.std(axis=0)
    spread[spread == 0] = 1
    z = x[train] / spread
    distance = np.abs(z[y[train] == 1].mean(axis=0) - z[y[train] == 0].mean(axis=0))
    distance[np.ptp(x[train], axis=0) == 0] = -1
    return np.argsort(-distance)[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# believed: an attribute written below `class` belongs to each model on its own
class Memoriser:
    memory = {}

    def fit(self, x, y):
        self.memory.clear()
        for row, label in zip(x, y):
            self.memory[row.tobytes()] = label
        self.common = np.bincount(y).argmax()

    def predict(self, x):
        return np.array([self.memory.get(row.tobytes(), self.common) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework, exam = ((model.predict(x[r]) == y[r]).mean() for r in (train, test))
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="The winner is the best on the validation rows"
# believed: the best candidate has more than nothing right, so 0 is a good mark to begin with
def pick_best(candidates, x, y, validation, test):
    best = None
    hoped = 0.0
    honest = 0.0
    for i, candidate in enumerate(candidates):
        score = (candidate(x[validation]) == y[validation]).mean()
        if score > hoped:
            best, hoped = i, score
            honest = (candidate(x[test]) == y[test]).mean()
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.order = np.random.default_rng(seed).permutation(rows)
        self.dealt = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("too few rows are left")
        self.dealt += n
        return self.order[self.dealt - n : self.dealt].copy()

    def __len__(self):
        return len(self.order) - self.dealt
