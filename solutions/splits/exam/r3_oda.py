# %% task="three-way" kind="right"
# short NumPy: permutation and split
def split(n, fractions, seed):
    a, b, c = map(float, fractions)
    if min(a, b, c) <= 0 or abs(a + b + c - 1) > 1e-6:
        raise ValueError("three fractions above 0 that add up to 1, please")
    return np.split(np.random.default_rng(seed).permutation(n), [round(n * a), round(n * (a + b))])


# %% task="stratify" kind="right"
# NumPy, class by class
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    pieces = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError(f"class {label} has fewer than 3 rows")
        cuts = [round(len(rows) * fractions[0]), round(len(rows) * (fractions[0] + fractions[1]))]
        pieces.append(np.split(rng.permutation(rows), cuts))
    return tuple(np.concatenate(part) for part in zip(*pieces))


# %% task="groups" kind="right"
# NumPy: shuffled groups, the part is where the middle of the group lies
def group_split(groups, fractions, seed):
    _, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(sizes))
    cuts = np.cumsum(np.array(fractions, dtype=float))[:2] * len(group_of)
    home = np.empty(len(sizes), int)
    home[order] = np.searchsorted(cuts, np.cumsum(sizes[order]) - sizes[order] / 2)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="right"
# NumPy in float64
def standardise(train, *others):
    first = np.asarray(train, dtype="float64")
    mean, spread = first.mean(axis=0), first.std(axis=0)
    spread[np.ptp(first, axis=0) == 0] = 1
    return tuple((np.asarray(part, dtype="float64") - mean) / spread for part in (train, *others))


# %% task="selection" kind="right"
# size of the correlation, after each column is brought to the range 0 to 1
def choose_columns(x, y, train, k):
    x, y = np.asarray(x)[train].astype("float64"), np.asarray(y)[train].astype("float64")
    low, reach = x.min(axis=0), np.ptp(x, axis=0)
    flat = reach == 0
    x = (x - low) / np.where(flat, 1, reach)
    x, y = x - x.mean(axis=0), y - y.mean()
    length = np.sqrt((x**2).sum(axis=0))
    score = np.where(flat, -1, np.abs(y @ x) / np.where(flat, 1, length))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="right"
# a dictionary of the rows' bytes
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.array(x, "float32"), y)}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in np.array(x, "float32")], int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="right"
# NumPy, a shuffled array that gets shorter
def pick_best(candidates, x, y, validation, test):
    scores = [np.mean(candidate(x[validation]) == y[validation]) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, float(scores[best]), float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self._left = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n > len(self):
            raise ValueError(f"only {len(self)} rows are left")
        taken, self._left = self._left[:n].copy(), self._left[n:]
        return taken

    def __len__(self):
        return len(self._left)
