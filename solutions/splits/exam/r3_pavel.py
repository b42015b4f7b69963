# %% task="three-way" kind="right"
# plain Python, a shuffle by hand
def split(n, fractions, seed):
    import math
    import random

    parts = [float(part) for part in fractions]
    for part in parts:
        if part <= 0:
            raise ValueError("a fraction of 0 or below")
    if abs(math.fsum(parts) - 1) > 1e-9:
        raise ValueError("the fractions do not add up to 1")
    dice = random.Random(int(seed))
    rows = list(range(n))
    for place in range(n - 1, 0, -1):
        other = dice.randrange(place + 1)
        rows[place], rows[other] = rows[other], rows[place]
    first = int(n * parts[0])
    second = first + int(n * parts[1])
    return [np.array(some, dtype="int64") for some in (rows[:first], rows[first:second], rows[second:])]


# %% task="stratify" kind="right"
# plain Python: a list of rows for each class in the order of its first row
def stratified_split(y, fractions, seed):
    import random

    classes = {}
    for row, label in enumerate(np.asarray(y).tolist()):
        classes.setdefault(label, []).append(row)
    dice = random.Random(int(seed))
    parts = [], [], []
    for label, rows in classes.items():
        if len(rows) < 3:
            raise ValueError(f"class {label!r} has only {len(rows)} rows")
        dice.shuffle(rows)
        first = int(len(rows) * float(fractions[0]))
        second = first + int(len(rows) * float(fractions[1]))
        parts[0].extend(rows[:first])
        parts[1].extend(rows[first:second])
        parts[2].extend(rows[second:])
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="groups" kind="right"
# plain Python: fills one part after the other
def group_split(groups, fractions, seed):
    import random

    families = {}
    for row, name in enumerate(np.asarray(groups).tolist()):
        families.setdefault(name, []).append(row)
    families = list(families.values())
    random.Random(int(seed)).shuffle(families)
    n = sum(len(rows) for rows in families)
    train, validation, test = [], [], []
    for rows in families:
        if len(train) + len(rows) / 2 <= n * fractions[0] and not validation and not test:
            train += rows
        elif len(train) + len(validation) + len(rows) / 2 <= n * (fractions[0] + fractions[1]) and not test:
            validation += rows
        else:
            test += rows
    return tuple(np.array(part, dtype=int) for part in (train, validation, test))


# %% task="no-leak" kind="right"
# plain loops with exact sums, spread over n - 1
def standardise(train, *others):
    import math

    rulers = []
    for column in np.asarray(train).T.tolist():
        mean = math.fsum(column) / len(column)
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in column) / (len(column) - 1))
        if min(column) == max(column):
            mean, spread = column[0], 1.0
        rulers.append((mean, spread))
    results = []
    for part in (train, *others):
        result = np.zeros(np.shape(part))
        for number, (mean, spread) in enumerate(rulers):
            for row in range(len(part)):
                result[row, number] = (float(part[row][number]) - mean) / spread
        results.append(result)
    return results


# %% task="selection" kind="right"
# plain loops: distance of the means in units of the spread within the classes
def choose_columns(x, y, train, k):
    import math

    def centre(values):
        return math.fsum(values) / len(values)

    def squares(values):
        middle = centre(values)
        return math.fsum((value - middle) ** 2 for value in values)

    zeros = [int(row) for row in train if y[row] == 0]
    ones = [int(row) for row in train if y[row] == 1]
    marks = []
    for number in range(np.shape(x)[1]):
        a = [float(x[row, number]) for row in zeros]
        b = [float(x[row, number]) for row in ones]
        if min(a) == max(a) and min(b) == max(b):
            mark = -1.0 if a[0] == b[0] else float("inf")
        else:
            unit = max(a + b) - min(a + b)
            a, b = [value / unit for value in a], [value / unit for value in b]
            within = math.sqrt((squares(a) + squares(b)) / (len(a) + len(b)))
            mark = abs(centre(a) - centre(b)) / within
        marks.append((mark, number))
    marks.sort(reverse=True)
    return np.array([number for _, number in marks[:k]], dtype=int)


# %% task="memoriser" kind="right"
# goes through the homework row by row and compares
class Memoriser:
    def fit(self, x, y):
        self.rows, self.labels = np.array(x), np.array(y)
        counts = {}
        for label in self.labels.tolist():
            counts[label] = counts.get(label, 0) + 1
        self.usual = max(counts, key=counts.get)
        return "done"

    def predict(self, x):
        answers = []
        for row in np.asarray(x):
            same = np.flatnonzero((self.rows == row).all(axis=1))
            answers.append(int(self.labels[same[0]]) if same.size else self.usual)
        return np.array(answers, dtype="int64")


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    marks = []
    for rows in (train, test):
        said = model.predict(x[rows])
        right = 0
        for answer, truth in zip(said, y[rows]):
            right += int(answer == truth)
        marks.append(right / len(rows))
    return marks[0], marks[1]


# %% task="worn-out" kind="right"
# plain loops, a list and random.Random
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        said = candidate(x[rows])
        return sum(int(a == b) for a, b in zip(said, y[rows])) / len(rows)

    best, hoped = 0, mark(candidates[0], validation)
    for place in range(1, len(candidates)):
        new = mark(candidates[place], validation)
        if new >= hoped:
            best, hoped = place, new
    return best, hoped, mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        import random

        self.dtype = np.asarray(rows).dtype
        self.rows = np.asarray(rows).tolist()
        random.Random(int(seed)).shuffle(self.rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("the pool does not hold so many rows any more")
        return np.array([self.rows.pop() for _ in range(n)], dtype=self.dtype)

    def __len__(self):
        return len(self.rows)
