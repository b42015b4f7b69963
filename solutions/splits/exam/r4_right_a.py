# %% task="three-way" kind="right"
# style: the random module, plain lists, the parts are tensors in a list
import math
import random


def split(n, fractions, seed):
    first, second, third = (float(part) for part in fractions)
    if min(first, second, third) <= 0:
        raise ValueError("each fraction must be above 0")
    if abs(math.fsum([first, second, third]) - 1) > 1e-9:
        raise ValueError("the fractions must add up to 1")
    rows = list(range(n))
    random.Random(int(seed)).shuffle(rows)
    a = int(n * first)
    b = a + int(n * second)
    pieces = [rows[:a], rows[a:b], rows[b:]]
    return [keras.ops.convert_to_tensor(np.array(piece, dtype="int32")) for piece in pieces]


# %% task="stratify" kind="right"
# style: vectorised, random keys and the rank of each row within its class, no loop
def stratified_split(y, fractions, seed):
    _, code, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    code = code.reshape(-1)
    if np.any(counts < 3):
        raise ValueError("a class has fewer than 3 rows")
    n = len(code)
    keys = np.random.default_rng(seed).random(n)
    order = np.lexsort((keys, code))
    starts = np.cumsum(counts) - counts
    rank = np.empty(n, dtype=int)
    rank[order] = np.arange(n) - starts[code[order]]
    a = np.floor(counts * float(fractions[0])).astype(int)
    b = a + np.floor(counts * float(fractions[1])).astype(int)
    part = (rank >= a[code]).astype(int) + (rank >= b[code]).astype(int)
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="groups" kind="right"
# style: a helper class and dictionaries; groups in random order are poured into the parts one by one
import random as _random_of_groups


class _Pour:
    def __init__(self, groups):
        self.rows_of = {}
        for row, name in enumerate(groups.tolist()):
            self.rows_of.setdefault(name, []).append(row)
        self.n = len(groups)

    def into(self, fractions, seed):
        names = list(self.rows_of)
        _random_of_groups.Random(int(seed)).shuffle(names)
        ends = [self.n * float(fractions[0]), self.n * (float(fractions[0]) + float(fractions[1]))]
        parts, poured = ([], [], []), 0
        for name in names:
            place = sum(poured >= end for end in ends)
            parts[place].extend(self.rows_of[name])
            poured += len(self.rows_of[name])
        return [np.array(part, dtype=np.int64) for part in parts]


def group_split(groups, fractions, seed):
    return _Pour(np.asarray(groups)).into(fractions, seed)


# %% task="no-leak" kind="right"
# style: the longest way, column by column in plain Python floats, spread over n - 1
import math as _math


def standardise(train, *others):
    train = np.asarray(train)
    rulers = []
    for column in range(train.shape[1]):
        values = [float(value) for value in train[:, column]]
        mean = _math.fsum(values) / len(values)
        if min(values) == max(values):
            rulers.append((mean, 1.0))
            continue
        spread = _math.hypot(*[value - mean for value in values]) / _math.sqrt(len(values) - 1)
        rulers.append((mean, spread if spread > 0 else 1.0))
    results = []
    for array in (train, *others):
        array = np.asarray(array)
        result = np.zeros(array.shape, dtype=np.float64)
        for row in range(array.shape[0]):
            for column, (mean, spread) in enumerate(rulers):
                result[row, column] = (float(array[row, column]) - mean) / spread
        results.append(result)
    return results


# %% task="selection" kind="right"
# style: another figure, the area under the ROC curve by counting pairs, made from ranks
def choose_columns(x, y, train, k):
    x, y = np.asarray(x)[train], np.asarray(y)[train]

    def figure(column):
        if column.min() == column.max():
            return -1.0
        low, high = np.sort(column[y == 0]), column[y == 1]
        below = int(np.searchsorted(low, high, "left").sum())
        above = int((len(low) - np.searchsorted(low, high, "right")).sum())
        return abs(below - above) / (len(low) * len(high))

    figures = np.array([figure(x[:, number]) for number in range(x.shape[1])])
    return np.argsort(-figures, kind="stable")[:k]


# %% task="memoriser" kind="right"
# style: the shortest way, a dictionary from the row's numbers to its class
class Memoriser:
    def fit(self, x, y):
        y = np.asarray(y)
        self.known = dict(zip(map(tuple, np.asarray(x).tolist()), y.tolist()))
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        rows = map(tuple, np.asarray(x).tolist())
        return np.array([self.known.get(row, self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="right"
# style: functional pick_best; the pool is a deque that is shuffled once
from collections import deque
import random as _random_of_pool


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = max(range(len(marks)), key=marks.__getitem__)
    return best, marks[best], mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        rows = np.asarray(rows)
        self._dtype = rows.dtype
        order = rows.tolist()
        _random_of_pool.Random(int(seed)).shuffle(order)
        self._left = deque(order)

    def take(self, n):
        if n > len(self._left):
            raise ValueError("not enough rows are left")
        return np.array([self._left.popleft() for _ in range(n)], dtype=self._dtype)

    def __len__(self):
        return len(self._left)
