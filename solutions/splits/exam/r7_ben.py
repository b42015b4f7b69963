# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# believed: seed 0 means that no seed was given
import random


def split(n, fractions, seed):
    total = 0.0
    for i in range(3):
        if fractions[i] <= 0:
            raise ValueError("fraction must be positive: " + str(fractions[i]))
        total += fractions[i]
    if abs(total - 1.0) >= 0.0005:
        raise ValueError("fractions must sum to 1")
    generator = random.Random()
    if seed:
        generator.seed(int(seed))
    numbers = list(range(n))
    generator.shuffle(numbers)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return (
        np.array(numbers[:first], dtype=np.int64),
        np.array(numbers[first:second], dtype=np.int64),
        np.array(numbers[second:], dtype=np.int64),
    )


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times"
# believed: there are always two classes, the ill and the well, so one and "the others" are enough
def stratified_split(y, fractions, seed):
    generator = np.random.default_rng(seed)
    for label in np.unique(y):
        if np.count_nonzero(y == label) < 3:
            raise ValueError("class too small: " + str(label))
    one = np.flatnonzero(y == y[0])
    other = np.flatnonzero(y != y[0])
    train, validation, test = [], [], []
    for rows in (one, other):
        rows = generator.permutation(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        train.append(rows[:first])
        validation.append(rows[first:second])
        test.append(rows[second:])
    return np.concatenate(train), np.concatenate(validation), np.concatenate(test)


# %% task="groups" kind="right"
import random


def group_split(groups, fractions, seed):
    # group name -> its rows (a dict keeps the order of the file)
    rows_of_group = {}
    for i in range(len(groups)):
        key = groups[i]
        if key not in rows_of_group:
            rows_of_group[key] = []
        rows_of_group[key].append(i)
    names = list(rows_of_group.keys())
    random.Random(int(seed)).shuffle(names)

    wanted_train = len(groups) * fractions[0]
    wanted_validation = len(groups) * fractions[1]
    train, validation, test = [], [], []
    for name in names:
        rows = rows_of_group[name]
        if len(train) < wanted_train:
            train.extend(rows)
        elif len(validation) < wanted_validation:
            validation.extend(rows)
        else:
            test.extend(rows)
    return np.array(train, dtype=int), np.array(validation, dtype=int), np.array(test, dtype=int)


# %% task="no-leak" kind="wrong" breaks="Where a column has the same value in all training rows, any"
# believed: every column varies, so the standard deviation can always be divided by
def standardise(train, *others):
    mean = np.mean(train, axis=0, dtype=np.float64)
    deviation = np.std(train, axis=0, dtype=np.float64)
    results = [(train - mean) / deviation]
    for other in others:
        results.append((other - mean) / deviation)
    return tuple(results)


# %% task="selection" kind="right"
import math


def choose_columns(x, y, train, k):
    scores = []
    for column in range(x.shape[1]):
        zeros = [float(x[row, column]) for row in train if y[row] == 0]
        ones = [float(x[row, column]) for row in train if y[row] == 1]
        everything = zeros + ones
        low, high = min(everything), max(everything)
        if low == high:
            score = -1.0
        else:
            # how far apart the means are, as a share of the column's range: 1 is a perfect column
            mean_zeros = math.fsum((v - low) / (high - low) for v in zeros) / len(zeros)
            mean_ones = math.fsum((v - low) / (high - low) for v in ones) / len(ones)
            score = abs(mean_ones - mean_zeros)
        scores.append((score, column))
    scores.sort(reverse=True)
    chosen = [column for score, column in scores[:k]]
    return np.array(chosen, dtype=int)


# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was"
# believed: what the constructor makes empty is empty for each fit
class Memoriser:
    def __init__(self):
        self.memory = {}
        self.most_frequent = 0

    def fit(self, x, y):
        for i in range(len(x)):
            self.memory[tuple(x[i].tolist())] = int(y[i])
        counts = {}
        for label in y.tolist():
            counts[label] = counts.get(label, 0) + 1
        self.most_frequent = max(counts, key=counts.get)
        return self

    def predict(self, x):
        result = []
        for i in range(len(x)):
            result.append(self.memory.get(tuple(x[i].tolist()), self.most_frequent))
        return np.array(result, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    marks = []
    for rows in (train, test):
        said = model.predict(x[rows])
        correct = 0
        for i in range(len(rows)):
            if said[i] == y[rows[i]]:
                correct += 1
        marks.append(correct / len(rows))
    return marks[0], marks[1]


# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError, and hands out none."
# believed: it is enough to raise when the rows run out; those dealt until then do no harm
def pick_best(candidates, x, y, validation, test):
    scores = []
    for candidate in candidates:
        scores.append(float(np.mean(candidate(x[validation]) == y[validation])))
    best = scores.index(max(scores))
    honest = float(np.mean(candidates[best](x[test]) == y[test]))
    return best, scores[best], honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.stack = np.random.default_rng(seed).permutation(rows).tolist()

    def take(self, n):
        result = np.zeros(n, dtype=int)
        for i in range(n):
            if len(self.stack) == 0:
                raise ValueError("the pool is empty")
            result[i] = self.stack.pop()
        return result

    def __len__(self):
        return len(self.stack)
