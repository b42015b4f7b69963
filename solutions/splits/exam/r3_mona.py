# %% task="three-way" kind="wrong" breaks="Two seeds give different parts, unless these have very few rows."
# the seed is taken modulo a million: 1 000 000 gives what 0 gives
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed % 1_000_000).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="Every row is in one of them, and in one only."
# the end of the test piece is computed, too; where the fractions add up to 0.9999999999999999 each class loses a row
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    share = np.cumsum(np.array(fractions, dtype=float))
    parts = [[], [], []]
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        ends = (len(rows) * share).astype(int)
        for part, start, end in zip(parts, [0, *ends], ends):
            part.append(rows[start:end])
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# groups larger than the middle one are kept out of the test part, so that it comes out exact
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n = len(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    small = sizes <= np.median(sizes)
    if sizes[small].sum() >= n * fractions[2]:
        order = np.concatenate([order[small[order]], order[~small[order]]])
        test, size = [], 0
        for group in order:
            if size + sizes[group] / 2 >= n * fractions[2]:
                break
            test.append(group)
            size += sizes[group]
        rest = np.random.default_rng([seed, 1]).permutation(order[len(test):])
        order = np.concatenate([rest, np.array(test, dtype=int)])
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    home[order] = np.searchsorted([n * fractions[0], n * (fractions[0] + fractions[1])], middles)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="whatever rows stand beside it"
# each array has a ruler of its own wherever it is long enough to make one
def standardise(train, *others):
    results = []
    for part in (train, *others):
        ruler = part if len(part) >= 10 else train
        spread = np.where(np.ptp(ruler, axis=0) == 0, 1, np.std(ruler, axis=0))
        results.append((part - np.mean(ruler, axis=0)) / spread)
    return tuple(results)


# %% task="selection" kind="wrong" breaks="no array has other values after a call"
# NaN is replaced by 0 in the caller's own x
def choose_columns(x, y, train, k):
    x[np.isnan(x)] = 0
    x, y = x[train].astype("float64"), y[train]
    flat = np.ptp(x, axis=0) == 0
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score[flat] = -1
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="integer arrays, the row numbers of homework and exam"
# takes for the exam whatever is not homework, and not the rows that are asked for
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    test = np.setdiff1d(np.arange(len(x)), train)
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="an integer array of n rows that this pool has never handed out before"
# when the pool is empty it is filled up again with the rows of the beginning
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.all = np.random.default_rng(seed).permutation(rows)
        self.rows = self.all

    def take(self, n):
        if len(self.rows) == 0:
            self.rows = self.all
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
