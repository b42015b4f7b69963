# %% task="three-way" kind="wrong" breaks="The third holds all the rest."
# believed: three sizes that are each rounded on their own always add up to n
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("three fractions above 0 that add up to 1, please")
    rows = np.random.default_rng(seed).permutation(n)
    a, b, c = [round(n * fraction) for fraction in fractions]
    return rows[:a], rows[a : a + b], rows[a + b : a + b + c]

# %% task="stratify" kind="wrong" breaks="Returns three arrays of row numbers like those of `split`, (train, validation, test)."
# believed: an empty np.array([]) to which row numbers are joined holds row numbers, not floats
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    train = np.array([])
    validation = np.array([])
    test = np.array([])
    for label in np.unique(y):
        rows = np.where(y == label)[0]
        if len(rows) < 3:
            raise ValueError("too few rows in a class")
        rng.shuffle(rows)
        a = int(len(rows) * fractions[0])
        b = int(len(rows) * fractions[1])
        train = np.concatenate([train, rows[:a]])
        validation = np.concatenate([validation, rows[a : a + b]])
        test = np.concatenate([test, rows[a + b :]])
    return train, validation, test

# %% task="groups" kind="wrong" breaks="times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# believed: a part with six tenths of the groups has six tenths of the rows
def group_split(groups, fractions, seed):
    names = np.unique(groups)
    np.random.default_rng(seed).shuffle(names)
    a = int(len(names) * fractions[0])
    b = int(len(names) * fractions[1])
    train = np.where(np.isin(groups, names[:a]))[0]
    validation = np.where(np.isin(groups, names[a : a + b]))[0]
    test = np.where(np.isin(groups, names[a + b :]))[0]
    return train, validation, test

# %% task="no-leak" kind="wrong" breaks="So a row of the others gets the same"
# believed: each array is standardised with its own mean and spread
def standardise(train, *others):
    results = []
    for part in (train, *others):
        part = np.asarray(part, dtype="float64")
        mean = part.mean(axis=0)
        spread = part.std(axis=0)
        spread[spread == 0] = 1
        results.append((part - mean) / spread)
    return tuple(results)

# %% task="selection" kind="wrong" breaks="always give the same columns: other rows make no difference, even if they hold NaN."
# believed: to choose columns is not yet learning, so all rows may help
def choose_columns(x, y, train, k):
    distance = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0))
    spread = x.std(axis=0)
    constant = x.max(axis=0) == x.min(axis=0)
    spread[constant] = 1
    score = np.where(constant, -1, distance / spread)
    return np.argsort(-score)[:k]

# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# believed: `row in array` and `array == row` compare whole rows
class Memoriser:
    def fit(self, x, y):
        self.x = x.copy()
        self.y = y.copy()
        self.common = np.argmax(np.bincount(y))

    def predict(self, x):
        answers = []
        for row in x:
            if row in self.x:
                place = np.where(self.x == row)[0][0]
                answers.append(self.y[place])
            else:
                answers.append(self.common)
        return np.array(answers)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="wrong" breaks="The winner is the best on the validation rows,"
# believed: the winner is who does best in the exam
def pick_best(candidates, x, y, validation, test):
    marks = []
    for candidate in candidates:
        marks.append(np.mean(candidate(x[test]) == y[test]))
    best = int(np.argmax(marks))
    hoped = np.mean(candidates[best](x[validation]) == y[validation])
    return best, float(hoped), float(marks[best])


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
