# %% task="three-way" kind="wrong" breaks="So does a sum that is off by 0.001 or more, whether"
# believed: only fractions that ask for more rows than there are do any harm
def split(n, fractions, seed):
    for fraction in fractions:
        if fraction <= 0:
            raise ValueError("a fraction must be above 0")
    if sum(fractions) > 1 + 1e-9:
        raise ValueError("the fractions are more than everything")
    order = np.arange(n)
    np.random.default_rng(seed).shuffle(order)
    a = int(n * fractions[0])
    b = int(n * fractions[1])
    return order[:a], order[a : a + b], order[a + b :]

# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times"
# believed: there are always two classes, the one of the first row and the other one
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    one = np.flatnonzero(y == y[0])
    other = np.flatnonzero(y != y[0])
    train, validation, test = [], [], []
    for rows in (one, other):
        if 0 < len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        rows = rng.permutation(rows)
        a = int(len(rows) * fractions[0])
        b = int(len(rows) * fractions[1])
        train.append(rows[:a])
        validation.append(rows[a : a + b])
        test.append(rows[a + b :])
    return np.concatenate(train), np.concatenate(validation), np.concatenate(test)

# %% task="groups" kind="wrong" breaks="times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# believed: if every group throws a die with the fractions as chances, the parts have those sizes
def group_split(groups, fractions, seed):
    rng = np.random.default_rng(seed)
    chances = np.array(fractions, dtype=float)
    names, group_of = np.unique(groups, return_inverse=True)
    part_of_group = rng.choice(3, len(names), p=chances / chances.sum())
    part_of_row = part_of_group[group_of]
    train = np.flatnonzero(part_of_row == 0)
    validation = np.flatnonzero(part_of_row == 1)
    test = np.flatnonzero(part_of_row == 2)
    return train, validation, test

# %% task="no-leak" kind="wrong" breaks="From each column the mean of the training rows is subtracted."
# believed: one ruler for all means a ruler that is made from all rows together
def standardise(train, *others):
    parts = [np.asarray(part, dtype="float64") for part in (train, *others)]
    everything = np.concatenate(parts)
    mean = everything.mean(axis=0)
    spread = everything.std(axis=0)
    spread[spread == 0] = 1
    return [(part - mean) / spread for part in parts]

# %% task="selection" kind="wrong" breaks="nor on which class is higher."
# believed: a column tells the classes apart if class 1 is the higher one in it
def choose_columns(x, y, train, k):
    x = x[train]
    y = y[train]
    difference = x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)
    constant = x.max(axis=0) == x.min(axis=0)
    spread = np.where(constant, 1, x.std(axis=0))
    score = np.where(constant, -np.inf, difference / spread)
    return np.argsort(-score)[:k]

# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was"
# believed: who fits again adds to what is known already
class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        for row, label in zip(x, y):
            self.known[row.tobytes()] = int(label)
        values, counts = np.unique(y, return_counts=True)
        self.common = int(values[counts.argmax()])

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="wrong" breaks="Rows are handed out in a random order that the seed decides."
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(x[rows]) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], mark(candidates[best], test)


# believed: rows from a split are shuffled already, so they can be taken from the front
class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.array(rows)
        self.seed = seed
        self.next = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows are left")
        given = self.rows[self.next : self.next + n].copy()
        self.next += n
        return given

    def __len__(self):
        return len(self.rows) - self.next
