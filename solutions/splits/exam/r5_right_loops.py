# %% task="three-way" kind="right"
# plain Python: Fisher and Yates by hand, sizes rounded down
import math
import random


def split(n, fractions, seed):
    a, b, c = (float(share) for share in fractions)
    for share in (a, b, c):
        if share <= 0:
            raise ValueError("a fraction is not above 0")
    if abs(math.fsum([a, b, c]) - 1) > 1e-9:
        raise ValueError("the fractions do not add up to 1")
    dice = random.Random(seed)
    deck = list(range(n))
    for last in range(n - 1, 0, -1):
        other = dice.randint(0, last)
        deck[last], deck[other] = deck[other], deck[last]
    first = int(n * a)
    second = first + int(n * b)
    parts = []
    for piece in (deck[:first], deck[first:second], deck[second:]):
        parts.append(np.array(piece, dtype=np.int64))
    return parts


# %% task="stratify" kind="right"
# plain Python: lists of rows in a dictionary, classes in the order in which they appear
import random


def stratified_split(y, fractions, seed):
    rows_of = {}
    for row, label in enumerate(np.asarray(y).tolist()):
        rows_of.setdefault(label, []).append(row)
    for label, rows in rows_of.items():
        if len(rows) < 3:
            raise ValueError(f"class {label!r} has only {len(rows)} rows")
    dice = random.Random(seed)
    train, validation, test = [], [], []
    for rows in rows_of.values():
        dice.shuffle(rows)
        for_train = int(len(rows) * float(fractions[0]))
        for_validation = int(len(rows) * float(fractions[1]))
        train += rows[:for_train]
        validation += rows[for_train : for_train + for_validation]
        test += rows[for_train + for_validation :]
    return (
        np.array(train, dtype=int),
        np.array(validation, dtype=int),
        np.array(test, dtype=int),
    )


# %% task="groups" kind="right"
# another algorithm: groups in random order, each into the part that lacks most rows
import random


def group_split(groups, fractions, seed):
    rows_of = {}
    for row, name in enumerate(np.asarray(groups).tolist()):
        rows_of.setdefault(name, []).append(row)
    names = list(rows_of)
    random.Random(seed).shuffle(names)
    lack = [len(groups) * float(share) for share in fractions]
    parts = [[], [], []]
    for name in names:
        neediest = 0
        for number in (1, 2):
            if lack[number] > lack[neediest]:
                neediest = number
        parts[neediest].extend(rows_of[name])
        lack[neediest] -= len(rows_of[name])
    return [np.array(sorted(part), dtype=np.int32) for part in parts]


# %% task="no-leak" kind="right"
# column by column with Welford's running mean and spread
def standardise(train, *others):
    train = np.asarray(train)
    results = [np.zeros(np.shape(part), dtype=np.float64) for part in (train, *others)]
    for column in range(train.shape[1]):
        mean, squares, seen = 0.0, 0.0, 0
        for value in train[:, column].tolist():
            seen += 1
            step = value - mean
            mean += step / seen
            squares += step * (value - mean)
        spread = (squares / seen) ** 0.5
        if train[:, column].max() == train[:, column].min():
            spread = 1.0
        for result, part in zip(results, (train, *others)):
            result[:, column] = (np.asarray(part)[:, column].astype(np.float64) - mean) / spread
    return results


# %% task="selection" kind="right"
# plain loops: distance of the class means in units of the spread within the classes
import math


def choose_columns(x, y, train, k):
    train = sorted(int(row) for row in train)
    marks = []
    for column in range(x.shape[1]):
        sides = [[float(x[row, column]) for row in train if y[row] == label] for label in (0, 1)]
        if min(sides[0] + sides[1]) == max(sides[0] + sides[1]):
            marks.append((-1.0, column))
            continue
        means, within = [], 0.0
        for side in sides:
            if min(side) == max(side):
                means.append(side[0])
                continue
            mean = math.fsum(side) / len(side)
            means.append(mean)
            within += math.fsum((value - mean) ** 2 for value in side)
        distance = abs(means[0] - means[1])
        if within == 0:
            marks.append((math.inf, column))
        else:
            marks.append((distance / math.sqrt(within / len(train)), column))
    marks.sort(key=lambda pair: -pair[0])
    return np.array([column for _, column in marks[:k]], dtype=int)


# %% task="memoriser" kind="right"
# a dictionary from tuples of numbers to classes, made anew at each fit
from collections import Counter


class Memoriser:
    def __init__(self):
        self.known = {}
        self.usual = None

    def fit(self, x, y):
        self.known = {}
        for row, label in zip(x, y):
            self.known[tuple(row.tolist())] = int(label)
        self.usual = Counter(int(label) for label in y).most_common(1)[0][0]

    def predict(self, x):
        answers = []
        for row in x:
            key = tuple(row.tolist())
            if key in self.known:
                answers.append(self.known[key])
            else:
                answers.append(self.usual)
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
# plain loops; a shuffled list that gets shorter
import random


def pick_best(candidates, x, y, validation, test):
    best, hoped = 0, -1.0
    for place, candidate in enumerate(candidates):
        says = candidate(x[validation])
        right = sum(int(a == b) for a, b in zip(says, y[validation]))
        if right / len(validation) > hoped:
            best, hoped = place, right / len(validation)
    says = candidates[best](x[test])
    honest = sum(int(a == b) for a, b in zip(says, y[test])) / len(test)
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = [int(row) for row in rows]
        random.Random(seed).shuffle(self.left)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("the pool is empty, or nearly so")
        taken = []
        for _ in range(n):
            taken.append(self.left.pop())
        return np.array(taken, dtype=int)

    def __len__(self):
        return len(self.left)
