# %% task="three-way" kind="wrong" breaks="error: it raises nothing. Between the two, you may raise or not"
# honest: asks for a sum of exactly 1, so that 0.7 + 0.2 + 0.1 raises
def split(n, fractions, seed):
    if min(fractions) <= 0:
        raise ValueError("each fraction must be above 0")
    if sum(fractions) != 1:
        raise ValueError("the fractions must add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="other class raises anything, not even where a part gets none of its rows"
# honest: raises whenever a part would be without any row of a class
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        first = round(len(rows) * fractions[0])
        second = min(first + round(len(rows) * fractions[1]), len(rows))
        pieces = np.split(rows, [first, second])
        if len(rows) < 3 or min(len(piece) for piece in pieces) == 0:
            raise ValueError(f"class {label} is too small to be in all three parts")
        for part, piece in zip(parts, pieces):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# honest: the well-known greedy way, largest groups first, which always puts the largest into train
def group_split(groups, fractions, seed):
    names, code, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-sizes[order], kind="stable")]
    lacks = len(code) * np.asarray(fractions, dtype=float)
    part = np.empty(len(names), dtype=int)
    for group in order:
        part[group] = lacks.argmax()
        lacks[part[group]] -= sizes[group]
    return tuple(np.flatnonzero(part[code] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="with the training rows' mean and spread"
# honest: each part has its own ruler; only a part of a single row borrows that of the training rows
def standardise(train, *others):
    def ruler(rows):
        spread = rows.std(axis=0)
        return rows.mean(axis=0), np.where((rows == rows[0]).all(axis=0), 1.0, spread)

    results = []
    for part in (train, *others):
        rows = np.asarray(part, dtype=float)
        mean, spread = ruler(rows if len(rows) > 1 else np.asarray(train, dtype=float))
        results.append((rows - mean) / spread)
    return results


# %% task="selection" kind="wrong" breaks="it depends neither on a column's unit nor on which class is higher"
# honest: sorts by the signed difference, so columns that are higher in class 0 come last
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0))
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    score = (high.mean(axis=0) - low.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    score = np.where(clear, np.inf, np.where(still, -np.inf, score))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Fitting again forgets all that was"
# honest: the dictionary is made once, and a second fit only adds to it
class Memoriser:
    def __init__(self):
        self.known = {}

    def fit(self, x, y):
        for row, label in zip(x, y):
            self.known[row.tobytes()] = int(label)
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="hands out none"
# subtle: takes row by row until the list is empty and then raises, so the rows that were left are lost
class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(np.array(rows)).tolist()

    def take(self, n):
        taken = []
        for _ in range(n):
            try:
                taken.append(self.left.pop())
            except IndexError:
                raise ValueError("the pool is empty") from None
        return np.array(taken, dtype=int)

    def __len__(self):
        return len(self.left)


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)
