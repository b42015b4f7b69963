# %% task="three-way" kind="wrong" breaks="A part without any row is an integer array, too, of shape"
# believed: np.array makes integers out of a list of rows, also where the list is empty
def split(n, fractions, seed):
    total = 0
    for f in fractions:
        if f <= 0:
            raise ValueError("each fraction must be above 0")
        total = total + f
    if abs(total - 1) > 0.0001:
        raise ValueError("the fractions must add up to 1")
    rng = np.random.default_rng(seed)
    order = rng.permutation(n)
    n_train = int(n * fractions[0])
    n_val = int(n * fractions[1])
    train = []
    validation = []
    test = []
    for i in range(n):
        if i < n_train:
            train.append(order[i])
        elif i < n_train + n_val:
            validation.append(order[i])
        else:
            test.append(order[i])
    return np.array(train), np.array(validation), np.array(test)


# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets"
# believed: stratified means the right number of each class; which ones of the class does not matter
def stratified_split(y, fractions, seed):
    train = []
    validation = []
    test = []
    for label in np.unique(y):
        rows = []
        for i in range(len(y)):
            if y[i] == label:
                rows.append(i)
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        n_train = int(len(rows) * fractions[0])
        n_val = int(len(rows) * fractions[1])
        train = train + rows[:n_train]
        validation = validation + rows[n_train : n_train + n_val]
        test = test + rows[n_train + n_val :]
    rng = np.random.default_rng(seed)
    train = np.array(train, dtype=int)
    validation = np.array(validation, dtype=int)
    test = np.array(test, dtype=int)
    rng.shuffle(train)
    rng.shuffle(validation)
    rng.shuffle(test)
    return train, validation, test


# %% task="groups" kind="wrong" breaks="times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# believed: 60 % of the groups are 60 % of the rows
def group_split(groups, fractions, seed):
    rng = np.random.default_rng(seed)
    names = rng.permutation(np.unique(groups))
    a = round(len(names) * fractions[0])
    b = round(len(names) * (fractions[0] + fractions[1]))
    train_names = names[:a]
    val_names = names[a:b]
    train = []
    validation = []
    test = []
    for i in range(len(groups)):
        if groups[i] in train_names:
            train.append(i)
        elif groups[i] in val_names:
            validation.append(i)
        else:
            test.append(i)
    return np.array(train, dtype=int), np.array(validation, dtype=int), np.array(test, dtype=int)


# %% task="no-leak" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# believed: inside a function the arrays are my own, so -= and /= do no harm
def standardise(train, *others):
    mean = train.mean(axis=0, dtype="float64")
    std = train.std(axis=0, dtype="float64")
    std[std == 0] = 1
    results = []
    for part in (train, *others):
        if part.dtype.kind != "f":
            part = part.astype("float64")
        part -= mean.astype(part.dtype)
        part /= std.astype(part.dtype)
        results.append(part)
    return results


# %% task="selection" kind="wrong" breaks="always give the same columns: other rows make no difference, even if they hold NaN."
# believed: choosing columns is only preparation, so it may look at all rows (train is for the model)
def choose_columns(x, y, train, k):
    scores = []
    for j in range(x.shape[1]):
        column = x[:, j]
        if column.max() == column.min():
            scores.append(0.0)
        else:
            m0 = column[y == 0].mean()
            m1 = column[y == 1].mean()
            scores.append(abs(m1 - m0) / column.std())
    order = np.argsort(scores)
    return order[len(order) - k :]


# %% task="memoriser" kind="wrong" breaks="x is a float32 array with the same columns and one row or more. Returns an integer"
# believed: an array of zeros is filled with whole numbers if I write whole numbers into it
class Memoriser:
    def fit(self, x, y):
        self.known = {}
        for i in range(len(x)):
            self.known[tuple(x[i])] = y[i]
        counts = np.bincount(y)
        self.common = np.argmax(counts)

    def predict(self, x):
        answer = np.zeros(len(x))
        for i in range(len(x)):
            if tuple(x[i]) in self.known:
                answer[i] = self.known[tuple(x[i])]
            else:
                answer[i] = self.common
        return answer


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="an integer array of n rows that this pool has never handed out before, n at least 1."
# believed: a list of row numbers is as good as an array
def pick_best(candidates, x, y, validation, test):
    best = 0
    hoped = -1
    for i in range(len(candidates)):
        right = np.mean(candidates[i](x[validation]) == y[validation])
        if right > hoped:
            best = i
            hoped = right
    honest = np.mean(candidates[best](x[test]) == y[test])
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        rng = np.random.default_rng(seed)
        self.rows = list(rng.permutation(rows))

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        given = []
        for i in range(n):
            given.append(self.rows.pop(0))
        return given

    def __len__(self):
        return len(self.rows)
