# %% task="three-way" kind="wrong" breaks="A part without any row is an integer array, too, of shape"
import random


# believed: np.array of a list of row numbers is an integer array, even if the list is empty
def split(n, fractions, seed):
    total = 0
    for fraction in fractions:
        if fraction <= 0:
            raise ValueError("A fraction must be greater than 0.")
        total = total + fraction
    if total > 1.0005 or total < 0.9995:
        raise ValueError("The fractions must add up to 1.")
    rows = list(range(n))
    random.Random(seed).shuffle(rows)
    how_many_train = int(n * fractions[0])
    how_many_validation = int(n * fractions[1])
    train = []
    validation = []
    test = []
    for row in rows:
        if len(train) < how_many_train:
            train.append(row)
        elif len(validation) < how_many_validation:
            validation.append(row)
        else:
            test.append(row)
    return np.array(train), np.array(validation), np.array(test)

# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets"
# believed: once the test rows are drawn at random, the rest is still in random order
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    train = []
    validation = []
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError("A class has too few rows.")
        a = int(len(rows) * fractions[0])
        b = int(len(rows) * fractions[1])
        drawn = rng.choice(rows, len(rows) - a - b, replace=False)
        rest = np.setdiff1d(rows, drawn)
        test.append(drawn)
        train.append(rest[:a])
        validation.append(rest[a:])
    return np.concatenate(train), np.concatenate(validation), np.concatenate(test)

# %% task="groups" kind="wrong" breaks="is in one of them, and in one only. All rows of a group are in the same one."
# believed: np.unique with return_index gives all the rows of each group
def group_split(groups, fractions, seed):
    names, rows = np.unique(groups, return_index=True)
    order = np.random.default_rng(seed).permutation(len(names))
    train = []
    validation = []
    test = []
    for group in order:
        if len(train) < fractions[0] * len(names):
            train.append(rows[group])
        elif len(validation) < fractions[1] * len(names):
            validation.append(rows[group])
        else:
            test.append(rows[group])
    return np.array(train, dtype=int), np.array(validation, dtype=int), np.array(test, dtype=int)

# %% task="no-leak" kind="right"
def standardise(train, *others):
    columns = train.shape[1]
    means = []
    spreads = []
    for column in range(columns):
        values = [float(value) for value in train[:, column]]
        mean = sum(values) / len(values)
        squares = 0.0
        for value in values:
            squares = squares + (value - mean) ** 2
        spread = (squares / len(values)) ** 0.5
        if max(values) == min(values):
            spread = 1.0
        means.append(mean)
        spreads.append(spread)
    results = []
    for part in [train, *others]:
        result = np.zeros(part.shape)
        for row in range(part.shape[0]):
            for column in range(columns):
                result[row, column] = (float(part[row, column]) - means[column]) / spreads[column]
        results.append(result)
    return results

# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing."
# believed: where 0 is divided by 0, the score is small and stands at the lower end
def choose_columns(x, y, train, k):
    known = x[train]
    labels = y[train]
    centred = known - known[0]
    centred = centred - centred.mean(axis=0)
    sign = labels - labels.mean()
    with np.errstate(all="ignore"):
        lengths = np.sqrt((centred**2).sum(axis=0) * (sign**2).sum())
        correlation = np.abs((centred * sign[:, None]).sum(axis=0) / lengths)
    order = np.argsort(correlation)
    return order[len(order) - k :]

# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was"
from collections import Counter


# believed: only the rows must be forgotten; the tally of the classes may go on
class Memoriser:
    def __init__(self):
        self.tally = Counter()

    def fit(self, x, y):
        self.memory = {}
        for row, label in zip(x, y):
            self.memory[tuple(row.tolist())] = int(label)
            self.tally[int(label)] += 1

    def predict(self, x):
        answers = []
        for row in x:
            key = tuple(row.tolist())
            if key in self.memory:
                answers.append(self.memory[key])
            else:
                answers.append(self.tally.most_common(1)[0][0])
        return np.array(answers)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError, and hands out none."
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(x[rows]) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], mark(candidates[best], test)


# believed: rows that were counted out before the error came are still in the pool
class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(rows).tolist()

    def take(self, n):
        given = []
        for _ in range(n):
            if len(self.left) == 0:
                raise ValueError("The pool is empty.")
            given.append(self.left.pop())
        return np.array(given)

    def __len__(self):
        return len(self.left)
