# %% task="three-way" kind="wrong" breaks="So does a sum that is off by 0.001 or more, whether above 1 or below."
# only a sum above 1 raises; what is missing below 1 silently goes to the third part
def split(n, fractions, seed):
    if min(fractions) <= 0 or sum(fractions) > 1 + 1e-9:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError, since it cannot be in all three parts."
# asks only whether there are three rows a class on average
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    labels = np.unique(y)
    if len(y) < 3 * len(labels):
        raise ValueError("too few rows for so many classes")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in labels:
        rows = rng.permutation(np.flatnonzero(y == label))
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="no array has other values after a call"
# sorts the caller's own array of groups on the way
def group_split(groups, fractions, seed):
    order = np.argsort(groups, kind="stable")
    groups.sort()
    starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]))
    families = np.split(order, starts[1:])
    n, filled, parts = len(groups), 0, [[], [], []]
    for place in np.random.default_rng(seed).permutation(len(families)):
        rows = families[place].tolist()
        middle = filled + len(rows) / 2
        filled += len(rows)
        parts[(middle >= n * fractions[0]) + (middle >= n * (fractions[0] + fractions[1]))] += rows
    return [np.array(part, dtype="int64") for part in parts]


# %% task="no-leak" kind="wrong" breaks="So a row of the others gets the same numbers, whatever rows stand beside it."
# from the others their own mean is subtracted, and only the spread is that of the training rows; a single row gets the training mean
def standardise(train, *others):
    spread = np.where(np.ptp(train, axis=0) == 0, 1, np.std(train, axis=0))
    results = [(train - np.mean(train, axis=0)) / spread]
    for part in others:
        mean = np.mean(part if len(part) > 1 else train, axis=0)
        results.append((part - mean) / spread)
    return results


# %% task="selection" kind="wrong" breaks="no array has other values after a call"
# writes -1 for class 0 into the caller's own y
def choose_columns(x, y, train, k):
    y[y == 0] = -1
    x, signs = np.asarray(x, "float64")[train], y[train].astype(float)
    flat = np.ptp(x, axis=0) == 0
    x = (x - x.mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score = np.abs((signs - signs.mean()) @ x)
    score[flat] = -1
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="Use `model` itself"
# fits a deep copy, so that the caller's model stays as it was
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        self.usual = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    import copy

    pupil = copy.deepcopy(model)
    pupil.fit(x[train], y[train])
    return tuple(float(np.mean(pupil.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="Rows are handed out in a random order that the seed decides."
# the seed decides only where to begin; from there the rows come in their old order, round in a circle
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.array(rows)
        if len(self.rows):
            self.rows = np.roll(self.rows, np.random.default_rng(seed).integers(len(self.rows)))

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
