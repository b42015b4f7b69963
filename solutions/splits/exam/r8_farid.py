# %% task="three-way" kind="wrong" breaks="Chance alone decides which rows a part gets. Each row can come into each part"
import random


# believed: in a fair shuffle each card changes places with a card before it, never with itself
def split(n, fractions, seed):
    if any(fraction <= 0 for fraction in fractions) or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions")
    generator = random.Random(seed)
    rows = np.arange(n)
    for i in range(n - 1, 0, -1):
        j = generator.randrange(i)
        swap = rows[i]
        rows[i] = rows[j]
        rows[j] = swap
    a = int(fractions[0] * n)
    b = a + int(fractions[1] * n)
    return rows[:a], rows[a:b], rows[b:]

# %% task="stratify" kind="wrong" breaks="other class raises anything, not even where a part gets none of its rows."
# believed: a class that leaves some part without a row is too small, so it is refused as well
def stratified_split(y, fractions, seed):
    generator = np.random.default_rng(seed)
    parts = ([], [], [])
    for label in np.unique(y):
        rows = generator.permutation(np.flatnonzero(y == label))
        size = len(rows)
        if size < 3:
            raise ValueError("a class has fewer than 3 rows")
        a = max(1, int(size * fractions[0]))
        b = max(1, int(size * fractions[1]))
        pieces = (rows[:a], rows[a : a + b], rows[a + b :])
        for part, piece in zip(parts, pieces):
            if len(piece) == 0:
                raise ValueError("a class is missing in a part")
            part.extend(piece)
    return tuple(np.array(part, dtype=int) for part in parts)

# %% task="groups" kind="right"
import random


class Part:
    """One of the three parts: it takes groups until it is full."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.rows = []

    def is_full(self):
        return len(self.rows) >= self.capacity

    def take(self, group):
        self.rows.extend(group)

    def to_array(self):
        return np.array(self.rows, dtype=np.int64)


class GroupDealer:
    def __init__(self, groups):
        self.members = {}
        for row, name in enumerate(groups.tolist()):
            self.members.setdefault(name, []).append(row)

    def deal(self, parts, generator):
        names = list(self.members.keys())
        generator.shuffle(names)
        for name in names:
            target = next((part for part in parts[:-1] if not part.is_full()), parts[-1])
            target.take(self.members[name])


def group_split(groups, fractions, seed):
    parts = [Part(fraction * len(groups)) for fraction in fractions]
    GroupDealer(groups).deal(parts, random.Random(seed))
    return tuple(part.to_array() for part in parts)

# %% task="no-leak" kind="wrong" breaks="Compute in float32 or better, and round nothing."
# believed: a new array like the old one has room for the standardised numbers
def standardise(train, *others):
    mean = train.mean(axis=0, dtype="float64")
    spread = train.std(axis=0, dtype="float64")
    spread[spread == 0] = 1.0
    results = []
    for part in (train,) + others:
        result = np.empty_like(part)
        result[...] = (part - mean) / spread
        results.append(result)
    return tuple(results)

# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing. It is not chosen before one that"
# believed: the standard deviation of equal numbers is computed as exactly 0
def choose_columns(x, y, train, k):
    rows = np.asarray(x[train], dtype=np.float64)
    labels = y[train]
    low = rows[labels == 0].mean(axis=0)
    high = rows[labels == 1].mean(axis=0)
    spread = rows.std(axis=0)
    score = np.full(rows.shape[1], -1.0)
    for column in range(rows.shape[1]):
        if spread[column] != 0:
            score[column] = abs(high[column] - low[column]) / spread[column]
    return np.argsort(-score)[:k]

# %% task="memoriser" kind="wrong" breaks="The model is fitted here, on the training rows alone."
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): label for row, label in zip(x.tolist(), y.tolist())}
        self.common = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.common) for row in x.tolist()], dtype=int)


# believed: a model is fitted on all that there is, and then asked about each part
def exam_gap(model, x, y, train, test):
    model.fit(x, y)
    marks = []
    for rows in (train, test):
        right = 0
        for said, truth in zip(model.predict(x[rows]), y[rows]):
            if said == truth:
                right += 1
        marks.append(right / len(rows))
    return marks[0], marks[1]

# %% task="worn-out" kind="wrong" breaks="Other pools make no"
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(x[rows]) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], mark(candidates[best], test)


# believed: np.random.seed belongs to the pool that calls it
class ValidationPool:
    def __init__(self, rows, seed):
        np.random.seed(seed)
        self.left = np.array(rows)

    def take(self, n):
        if n > self.left.size:
            raise ValueError("not enough rows are left")
        np.random.shuffle(self.left)
        given = self.left[:n].copy()
        self.left = self.left[n:].copy()
        return given

    def __len__(self):
        return self.left.size
