# %% task="three-way" kind="right" breaks=""
# plain loops and random.Random
def split(n, fractions, seed):
    import math
    import random
    shares = [float(f) for f in fractions]
    if len(shares) != 3 or any(not f > 0 for f in shares) or not math.isclose(sum(shares), 1, abs_tol=1e-9):
        raise ValueError("fractions")
    rows = list(range(n))
    random.Random(int(seed)).shuffle(rows)
    a = math.floor(n * shares[0])
    b = a + math.floor(n * shares[1])
    return tuple(np.array(p, dtype=np.int64) for p in (rows[:a], rows[a:b], rows[b:]))

# %% task="stratify" kind="right" breaks=""
# shuffle all the rows, then deal out by rank within the class
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    _, which, sizes = np.unique(y, return_inverse=True, return_counts=True)
    if (sizes < 3).any():
        raise ValueError("a class is too small")
    seen = [0] * len(sizes)
    parts = [[], [], []]
    for row in np.random.default_rng(seed).permutation(len(y)):
        c = which[row]
        a = int(sizes[c] * fractions[0])
        b = a + int(sizes[c] * fractions[1])
        parts[(seen[c] >= a) + (seen[c] >= b)].append(row)
        seen[c] += 1
    return tuple(np.array(p, dtype=int) for p in parts)

# %% task="groups" kind="right" breaks=""
# plain loop over shuffled groups, a dictionary of rows
def group_split(groups, fractions, seed):
    rows_of = {}
    for row, name in enumerate(np.asarray(groups).tolist()):
        rows_of.setdefault(name, []).append(row)
    names = list(rows_of)
    np.random.default_rng(seed).shuffle(names)
    n = len(groups)
    parts, done = ([], [], []), 0
    for name in names:
        middle = done + len(rows_of[name]) / 2
        place = 0 if middle < n * fractions[0] else 1 if middle < n * (fractions[0] + fractions[1]) else 2
        parts[place].extend(rows_of[name])
        done += len(rows_of[name])
    return tuple(np.array(p, dtype=int) for p in parts)

# %% task="no-leak" kind="right" breaks=""
# column by column, over n - 1
def standardise(train, *others):
    results = [np.zeros(np.shape(p), dtype=float) for p in (train, *others)]
    for j in range(train.shape[1]):
        column = train[:, j].astype(float)
        mean = column.mean()
        spread = 1.0 if column.min() == column.max() else column.std(ddof=1)
        for result, part in zip(results, (train, *others)):
            result[:, j] = (part[:, j] - mean) / spread
    return tuple(results)

# %% task="selection" kind="right" breaks=""
# size of the correlation, column by column
def choose_columns(x, y, train, k):
    labels = y[train].astype(float)
    labels = labels - labels.mean()
    scores = []
    for j in range(x.shape[1]):
        column = np.asarray(x[train, j], dtype=float)
        if column.min() == column.max():
            scores.append(-1.0)
            continue
        c = (column - column.mean()) / column.std()
        scores.append(abs(c @ labels))
    return np.array(sorted(range(len(scores)), key=lambda j: -scores[j])[:k], dtype=int)

# %% task="memoriser" kind="right" breaks=""
# all comparisons at once, row by row
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        kinds, counts = np.unique(self.y, return_counts=True)
        self.usual = kinds[counts.argmax()]

    def predict(self, x):
        says = np.full(len(x), self.usual, dtype=int)
        for i, row in enumerate(x):
            same = np.flatnonzero((self.x == row).all(axis=1))
            if len(same):
                says[i] = self.y[same[0]]
        return says


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float((np.asarray(model.predict(x[train])) == y[train]).mean())
    exam = float((np.asarray(model.predict(x[test])) == y[test]).mean())
    return homework, exam

# %% task="worn-out" kind="right" breaks=""
# plain loop, the last of equals wins; the pool pops from a list
def pick_best(candidates, x, y, validation, test):
    best, hoped = 0, -1.0
    for place, candidate in enumerate(candidates):
        mark = float((np.asarray(candidate(x[validation])) == y[validation]).mean())
        if mark >= hoped:
            best, hoped = place, mark
    honest = float((np.asarray(candidates[best](x[test])) == y[test]).mean())
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(rows).tolist()

    def take(self, n):
        if n > len(self.left):
            raise ValueError("the pool is too small")
        return np.array([self.left.pop() for _ in range(n)], dtype=int)

    def __len__(self):
        return len(self.left)
