# /// sample
# ///

# %% task="three-way"
import random
from collections import Counter, defaultdict


def split(n, fractions, seed):
    if any(f <= 0 for f in fractions) or not 0.999999 < sum(fractions) < 1.000001:
        raise ValueError(f"bad fractions: {fractions}")
    rows = list(range(n))
    random.Random(seed).shuffle(rows)
    a, b = int(n * fractions[0]), int(n * fractions[1])
    rows = np.array(rows, int)
    return rows[:a], rows[a:a + b], rows[a + b:]

# %% task="stratify"
def stratified_split(y, fractions, seed):
    by_class = defaultdict(list)
    for row, label in enumerate(y):
        by_class[label].append(row)
    if min(map(len, by_class.values())) < 3:
        raise ValueError("a class has fewer than three rows")
    dice = random.Random(seed)
    train, validation, test = [], [], []
    for rows in by_class.values():
        dice.shuffle(rows)
        a, b = int(len(rows) * fractions[0]), int(len(rows) * fractions[1])
        train += rows[:a]
        validation += rows[a:a + b]
        test += rows[a + b:]
    return tuple(np.array(part, int) for part in (train, validation, test))

# %% task="groups"
def group_split(groups, fractions, seed):
    by_group = defaultdict(list)
    for row, name in enumerate(groups):
        by_group[name].append(row)
    families = list(by_group.values())
    random.Random(seed).shuffle(families)
    train, validation, test = [], [], []
    for family in families:
        if len(train) + len(family) <= fractions[0] * len(groups):
            train += family
        elif len(validation) + len(family) <= fractions[1] * len(groups):
            validation += family
        else:
            test += family
    return tuple(np.array(part, int) for part in (train, validation, test))

# %% task="no-leak"
def standardise(train, *others):
    mean = train.mean(axis=0)
    spread = train.std(axis=0, ddof=1)
    spread[spread == 0] = 1
    return tuple((part - mean) / spread for part in [train, *others])

# %% task="selection"
def choose_columns(x, y, train, k):
    def t(column):
        a = [x[row, column] for row in train if y[row] == 0]
        b = [x[row, column] for row in train if y[row] == 1]
        # One value in each class tells all if the two differ, and nothing if not.
        if len({*a}) == len({*b}) == 1 and (len(a) > 1 < len(b) or a[0] == b[0]):
            return np.inf if a[0] != b[0] else -1
        # Over n, not n - 1: of one class there may be a single row.
        error = (np.var(a) / len(a) + np.var(b) / len(b)) ** 0.5
        return abs(np.mean(a) - np.mean(b)) / error if error else 0

    return np.array(sorted(range(x.shape[1]), key=t, reverse=True)[:k])

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.answers = {}
        for row, label in zip(x.tolist(), y.tolist()):
            self.answers[tuple(row)] = label
        self.guess = Counter(y.tolist()).most_common(1)[0][0]

    def predict(self, x):
        return np.array([self.answers.get(tuple(row), self.guess) for row in x.tolist()])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    marks = []
    for rows in (train, test):
        right = sum(a == b for a, b in zip(model.predict(x[rows]), y[rows]))
        marks.append(right / len(rows))
    return tuple(marks)

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    def right(number, rows):
        return sum(a == b for a, b in zip(candidates[number](x[rows]), y[rows])) / len(rows)

    best = max(range(len(candidates)), key=lambda number: right(number, validation))
    return best, right(best, validation), right(best, test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = [int(row) for row in rows]
        random.Random(seed).shuffle(self.rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError(f"only {len(self.rows)} rows left")
        return np.array([self.rows.pop() for _ in range(n)])

    def __len__(self):
        return len(self.rows)
