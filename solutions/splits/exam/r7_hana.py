# %% task="three-way" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# believed: np.asarray gives me an array of my own
def split(n, fractions, seed):
    sizes = np.asarray(fractions, dtype=float)
    if np.any(sizes <= 0):
        raise ValueError("every fraction must be above 0")
    if abs(sizes.sum() - 1) > 1e-9:
        raise ValueError("the fractions must add up to 1")
    sizes *= n
    train_size, validation_size = int(sizes[0]), int(sizes[1])
    rows = np.random.default_rng(seed).permutation(n)
    train = rows[:train_size]
    validation = rows[train_size : train_size + validation_size]
    test = rows[train_size + validation_size :]
    return train, validation, test


# %% task="stratify" kind="right"
# One shuffle of everything first; within a class the shuffled order is then a random one.
def stratified_split(y, fractions, seed):
    np.random.seed(seed)
    shuffled = np.random.permutation(len(y))
    train, validation, test = [], [], []
    for label in np.unique(y):
        rows = shuffled[y[shuffled] == label]
        if len(rows) < 3:
            raise ValueError("each class needs at least 3 rows")
        a = int(len(rows) * fractions[0])
        b = a + int(len(rows) * fractions[1])
        train.append(rows[:a])
        validation.append(rows[a:b])
        test.append(rows[b:])
    return [np.concatenate(part) for part in (train, validation, test)]


# %% task="groups" kind="wrong" breaks="times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# believed: split the rows, then send each group where its first row has gone; the sizes stay about right
def group_split(groups, fractions, seed):
    n = len(groups)
    rows = np.random.default_rng(seed).permutation(n)
    part_of_row = np.full(n, 2)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    part_of_row[rows[:a]] = 0
    part_of_row[rows[a:b]] = 1
    _, first_row, group_of_row = np.unique(groups, return_index=True, return_inverse=True)
    part = part_of_row[first_row][group_of_row]
    return np.where(part == 0)[0], np.where(part == 1)[0], np.where(part == 2)[0]


# %% task="no-leak" kind="wrong" breaks="numbers, whatever rows stand beside it. Compute in float32 or better, and round nothing. The"
# believed: three decimals are enough, and the example rounds to three as well
def standardise(train, *others):
    mean = np.mean(train, axis=0, dtype=float)
    std = np.std(train, axis=0, dtype=float)
    std[std == 0] = 1
    return tuple(np.round((part - mean) / std, 3) for part in (train,) + others)


# %% task="selection" kind="wrong" breaks="train: integer array, the numbers of the training rows in any order."
# believed: the training rows are the first ones, so their number is all that is needed
def choose_columns(x, y, train, k):
    x_train = x[: len(train)]
    y_train = y[: len(train)]
    low, high = x_train.min(axis=0), x_train.max(axis=0)
    width = high - low
    width[width == 0] = 1
    scaled = (x_train - low) / width
    gap = abs(scaled[y_train == 1].mean(axis=0) - scaled[y_train == 0].mean(axis=0))
    return np.argsort(gap)[::-1][:k].copy()


# %% task="memoriser" kind="wrong" breaks="anything with `fit(x, y)` and `predict(x)`. It need not be a Memoriser, nor know its"
# believed: on the rows that it was fitted on, a model is always right, so that mark need not be measured
class Memoriser:
    def fit(self, x, y):
        self.book = dict(zip(map(tuple, x), y))
        labels, counts = np.unique(y, return_counts=True)
        self.most_common = labels[np.argmax(counts)]

    def predict(self, x):
        return np.array([self.book.get(tuple(row), self.most_common) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return 1.0, float(exam)


# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError, and hands out none."
# believed: a pool that is nearly empty gives what it has; only an empty one raises
def pick_best(candidates, x, y, validation, test):
    accuracy = []
    for candidate in candidates:
        accuracy.append(np.mean(candidate(x[validation]) == y[validation]))
    best = int(np.argmax(accuracy))
    return best, accuracy[best], np.mean(candidates[best](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        self.remaining = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if len(self.remaining) == 0:
            raise ValueError("no rows left")
        given = self.remaining[:n].copy()
        self.remaining = self.remaining[n:]
        return given

    def __len__(self):
        return len(self.remaining)
