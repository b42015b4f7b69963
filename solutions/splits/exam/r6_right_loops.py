# %% task="three-way" kind="right"
# plain Python: the random module, a list, and slices
import math
import random


def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    for share in shares:
        if share <= 0:
            raise ValueError("each fraction must be above 0")
    if abs(math.fsum(shares) - 1) > 1e-6:
        raise ValueError("the fractions must add up to 1")
    rows = list(range(n))
    random.Random(seed).shuffle(rows)
    first = math.floor(n * shares[0])
    second = math.floor(n * shares[1])
    train = np.array(rows[:first], dtype=int)
    validation = np.array(rows[first : first + second], dtype=int)
    test = np.array(rows[first + second :], dtype=int)
    return train, validation, test


# %% task="stratify" kind="right"
# plain loops: a dictionary of lists, one generator for all classes
import random


def stratified_split(y, fractions, seed):
    rows_of = {}
    for row, label in enumerate(y.tolist()):
        rows_of.setdefault(label, []).append(row)
    for label, rows in rows_of.items():
        if len(rows) < 3:
            raise ValueError(f"class {label!r} has fewer than 3 rows")
    generator = random.Random(seed)
    train, validation, test = [], [], []
    for rows in rows_of.values():
        generator.shuffle(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        train += rows[:first]
        validation += rows[first:second]
        test += rows[second:]
    return tuple(np.array(part, dtype=np.int64) for part in (train, validation, test))


# %% task="groups" kind="right"
# a loop: groups in random order, each to the part that lacks most rows
import random


def group_split(groups, fractions, seed):
    rows_of = {}
    for row, name in enumerate(groups.tolist()):
        rows_of.setdefault(name, []).append(row)
    names = list(rows_of)  # in the order of their first rows: the same in each process
    random.Random(seed).shuffle(names)
    lacks = [len(groups) * float(share) for share in fractions]
    parts = [[], [], []]
    for name in names:
        place = lacks.index(max(lacks))
        parts[place].extend(rows_of[name])
        lacks[place] -= len(rows_of[name])
    return [np.array(part, dtype=int) for part in parts]


# %% task="no-leak" kind="right"
# plain loops, column by column, over n - 1
import math


def standardise(train, *others):
    train = np.asarray(train)
    results = [np.zeros(np.shape(part), dtype=np.float64) for part in (train, *others)]
    for column in range(train.shape[1]):
        values = [float(value) for value in train[:, column]]
        mean = math.fsum(values) / len(values)
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
        if max(values) == min(values) or spread == 0:
            spread = 1.0
        for result, part in zip(results, (train, *others)):
            for row in range(len(result)):
                result[row, column] = (float(part[row, column]) - mean) / spread
    return tuple(results)


# %% task="selection" kind="right"
# plain loops: distance of the means in units of the spread within the classes
import math


def choose_columns(x, y, train, k):
    ranking = []
    for column in range(x.shape[1]):
        sides = [[], []]
        for row in train:
            sides[int(y[row])].append(float(x[row, column]))
        if min(min(side) for side in sides) == max(max(side) for side in sides):
            score = -1.0  # one value only
        elif all(min(side) == max(side) for side in sides):
            score = math.inf  # one value each
        else:
            means = [math.fsum(side) / len(side) for side in sides]
            squares = [
                math.fsum((value - mean) ** 2 for value in side)
                for side, mean in zip(sides, means)
            ]
            score = abs(means[1] - means[0]) / math.sqrt(sum(squares) / len(train))
        ranking.append((-score, column))
    ranking.sort()
    return np.array([column for _, column in ranking[:k]], dtype=int)


# %% task="memoriser" kind="right"
# a dictionary with a row's numbers as key; marks counted row by row
class Memoriser:
    def fit(self, x, y):
        self.known = {}
        counts = {}
        for row, label in zip(x.tolist(), y.tolist()):
            self.known[tuple(row)] = label
            counts[label] = counts.get(label, 0) + 1
        self.common = max(counts, key=counts.get)
        return self

    def predict(self, x):
        answers = []
        for row in x.tolist():
            answers.append(self.known.get(tuple(row), self.common))
        return np.array(answers, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    marks = []
    for rows in (train, test):
        right = 0
        for says, truth in zip(model.predict(x[rows]), y[rows]):
            if says == truth:
                right += 1
        marks.append(right / len(rows))
    return marks[0], marks[1]


# %% task="worn-out" kind="right"
# plain loops; the pool is a shuffled list that gets shorter
import random


def pick_best(candidates, x, y, validation, test):
    best, most = None, -1
    for place, candidate in enumerate(candidates):
        right = 0
        for says, truth in zip(candidate(x[validation]), y[validation]):
            right += bool(says == truth)
        if right > most:
            best, most = place, right
    right = 0
    for says, truth in zip(candidates[best](x[test]), y[test]):
        right += bool(says == truth)
    return best, most / len(validation), right / len(test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = [int(row) for row in rows]
        random.Random(seed).shuffle(self.left)

    def take(self, n):
        if n > len(self.left):
            raise ValueError(f"only {len(self.left)} rows are left")
        return np.array([self.left.pop() for _ in range(n)], dtype=int)

    def __len__(self):
        return len(self.left)
