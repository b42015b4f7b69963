# %% task="three-way" kind="wrong" breaks="Each row can come into each part"
# a shuffle by hand whose random places stop one short: the last row of the file stays last, in the test part
def split(n, fractions, seed):
    fractions = [float(part) for part in fractions]
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rng = np.random.default_rng(seed)
    rows = np.arange(n)
    for place in range(n - 1):
        other = rng.integers(place, n - 1)
        rows[[place, other]] = rows[[other, place]]
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="to within one row (exactly one will do)"
# insists on a validation row and a test row of every class, and training pays for both
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    parts = [[], [], []]
    for label, count in zip(*np.unique(y, return_counts=True)):
        if count < 3:
            raise ValueError(f"class {label} has fewer than 3 rows")
        rows = rng.permutation(np.flatnonzero(y == label))
        validation, test = (max(1, int(count * part)) for part in (fractions[1], fractions[2]))
        # what is lost by rounding goes where it belongs, to the test part
        train = min(round(count * fractions[0]), count - validation - test)
        for part, piece in zip(parts, np.split(rows, [train, train + validation])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="A part without any row is an integer array, too, of shape (0,)"
# np.array of an empty list holds floats: seen where there are fewer groups than parts
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n, filled, parts = len(groups), 0, [[], [], []]
    for name in np.random.default_rng(seed).permutation(np.unique(groups)):
        rows = np.flatnonzero(groups == name).tolist()
        middle = filled + len(rows) / 2
        filled += len(rows)
        if middle < n * fractions[0]:
            parts[0] += rows
        elif middle < n * (fractions[0] + fractions[1]):
            parts[1] += rows
        else:
            parts[2] += rows
    return tuple(np.array(part) for part in parts)


# %% task="no-leak" kind="wrong" breaks="any numbers will do that are finite, small or huge"
# 0/0 is put right, but another hospital's value in a column without spread divides by zero to infinity
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 0, spread)
    results = []
    for part in (train, *others):
        with np.errstate(all="ignore"):
            scaled = (part - mean) / spread
        scaled[np.isnan(scaled)] = 0
        results.append(scaled)
    results[0][:, spread == 0] = 0
    return results


# %% task="selection" kind="wrong" breaks="depends neither on a column's unit"
# looks for columns without spread with np.isclose, to which all of 1e-9 is the same value
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    flat = np.isclose(x, x[0]).all(axis=0)
    spread = np.where(flat, 1, x.std(axis=0))
    score = np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0)) / spread
    score[flat] = -1
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="gets the class that was most frequent in y"
# the rounded mean of the classes: right for two classes, not for three
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        labels = np.unique(y)
        middle = labels[0] if np.mean(y == labels[0]) > 0.5 else labels[-1]
        self.usual = int(middle if len(labels) < 3 else round(float(np.mean(y))))
        return self

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return float(np.mean(model.predict(x[train]) == y[train])), float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="the winner's place in the list, an int"
# only a mark above 0 can win: if nobody gets a single row right, there is no winner's place
def pick_best(candidates, x, y, validation, test):
    best, hoped, honest = None, 0.0, 0.0
    for place, candidate in enumerate(candidates):
        mark = float(np.mean(candidate(x[validation]) == y[validation]))
        if mark > hoped:
            best, hoped = place, mark
            honest = float(np.mean(candidate(x[test]) == y[test]))
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
