# %% task="three-way" kind="wrong" breaks="A sum that is off by less than 1e-12, as that of 0.7 + 0.2 + 0.1, is a rounding"
# believed: fractions that add up to 1 on paper add up to exactly 1.0 in Python
def split(n, fractions, seed):
    if min(fractions) <= 0:
        raise ValueError("every fraction must be above 0")
    if sum(fractions) != 1:
        raise ValueError("the fractions must add up to 1")
    rows = np.random.default_rng(seed).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return rows[:first], rows[first:second], rows[second:]

# %% task="stratify" kind="wrong" breaks="is in one of them, and in one only. Of *each class*, the first two hold"
# believed: the places of rows within their own class are their numbers in the whole file
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    labels, counts = np.unique(y, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    for count in counts:
        order = rng.permutation(count)
        a = int(count * fractions[0])
        b = a + int(count * fractions[1])
        for part, piece in zip(parts, (order[:a], order[a:b], order[b:])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)

# %% task="groups" kind="wrong" breaks="different sizes, and their rows need not stand side by side."
from itertools import groupby


# believed: who belongs together stands together in the file
def group_split(groups, fractions, seed):
    families = [list(rows) for _, rows in groupby(range(len(groups)), key=lambda row: groups[row])]
    order = np.random.default_rng(seed).permutation(len(families))
    first = fractions[0] * len(groups)
    second = first + fractions[1] * len(groups)
    parts = [[], [], []]
    seen = 0
    for place in order:
        family = families[place]
        middle = seen + len(family) / 2
        parts[0 if middle < first else 1 if middle < second else 2].extend(family)
        seen += len(family)
    return tuple(np.array(part, dtype=int) for part in parts)

# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any"
# believed: the small 0.001 under the root, as in batch normalisation, never matters
def standardise(train, *others):
    train = np.asarray(train, "float64")
    mean = train.mean(axis=0)
    spread = np.sqrt(train.var(axis=0) + 1e-3)
    return tuple((np.asarray(part, "float64") - mean) / spread for part in (train, *others))

# %% task="selection" kind="wrong" breaks="depends neither on a column's unit"
# believed: the further apart the two means are, the better a column tells the classes apart
def choose_columns(x, y, train, k):
    xs, ys = x[train], y[train]
    distance = np.abs(xs[ys == 1].mean(axis=0) - xs[ys == 0].mean(axis=0))
    distance[xs.max(axis=0) == xs.min(axis=0)] = -1
    return np.argsort(distance)[::-1][:k]

# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class"
# believed: a pupil who does not know a row answers like the nearest row that he knows
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        return self

    def predict(self, x):
        answers = np.empty(len(x), dtype=int)
        for place, row in enumerate(x):
            distance = ((self.x.astype("float64") - row) ** 2).sum(axis=1)
            answers[place] = self.y[distance.argmin()]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="right"
def pick_best(candidates, x, y, validation, test):
    accuracies = []
    for candidate in candidates:
        correct = 0
        said = candidate(x[validation])
        for place, row in enumerate(validation):
            if said[place] == y[row]:
                correct = correct + 1
        accuracies.append(correct / len(validation))
    best = accuracies.index(max(accuracies))
    said = candidates[best](x[test])
    correct = 0
    for place, row in enumerate(test):
        if said[place] == y[row]:
            correct = correct + 1
    return best, accuracies[best], correct / len(test)


import random


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = [int(row) for row in rows]
        random.Random(int(seed)).shuffle(self.left)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("not enough rows are left")
        given = []
        while len(given) < n:
            given.append(self.left.pop())
        return np.array(given, dtype=int)

    def __len__(self):
        return len(self.left)
