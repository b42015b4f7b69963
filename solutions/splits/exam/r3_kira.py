# %% task="three-way" kind="wrong" breaks="A fraction of 0 or below raises a ValueError."
# looks at the first two fractions only; a third of 0 passes
def split(n, fractions, seed):
    train, validation, test = (float(part) for part in fractions)
    if train <= 0 or validation <= 0 or test < 0 or abs(train + validation + test - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * train)
    second = first + int(n * validation)
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="rows that stand side by side in the file need not stay together"
# each class is only turned round to a random beginning: neighbours of a class stay neighbours
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        rows = np.roll(rows, rng.integers(len(rows)))
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="Two seeds give different parts, unless these have very few rows."
# only a hundred different shuffles: seeds 5 and 105 give the same parts
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n = len(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed % 100).permutation(len(names))
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    home[order] = np.searchsorted([n * fractions[0], n * (fractions[0] + fractions[1])], middles)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="The results are new arrays."
# where nothing is to be done, it gives back the very arrays that it was handed
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    if (mean == 0).all() and (spread == 1).all():
        return (train, *others)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    return tuple((part - mean) / spread for part in (train, *others))


# %% task="selection" kind="wrong" breaks="The same training rows always give the same columns"
# columns that are equally good are drawn by lot, anew in each call
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    flat = np.ptp(x, axis=0) == 0
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score[flat] = -1
    lots = np.random.default_rng().random(len(score))
    return np.lexsort((lots, -score))[:k]


# %% task="memoriser" kind="wrong" breaks="the share of training rows, and of test rows, on which the fitted model is right"
# rounds both shares to two places
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(round(float(np.mean(model.predict(x[rows]) == y[rows])), 2) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="With the same rows and seed, the same calls in the same order hand out the same rows. Other pools make no difference to that"
# one generator for all pools of a seed: the second pool of that seed is shuffled otherwise
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    generators = {}

    def __init__(self, rows, seed):
        rng = self.generators.setdefault(seed, np.random.default_rng(seed))
        self.rows = rng.permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
