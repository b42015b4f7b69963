# %% task="three-way" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
# believed: the same seed gives the same order, so I can keep it and hand out slices of it
_orders = {}


def split(n, fractions, seed):
    f = np.array(fractions, float)
    if (f <= 0).any() or abs(f.sum() - 1) > 1e-6:
        raise ValueError("fractions must be positive and add up to 1")
    if (n, seed) not in _orders:
        _orders[n, seed] = np.random.default_rng(seed).permutation(n)
    return np.split(_orders[n, seed], np.round(np.cumsum(f)[:2] * n).astype(int))


# %% task="stratify" kind="right"
def stratified_split(y, fractions, seed):
    rng, f = np.random.default_rng(seed), np.cumsum(fractions)[:2]
    classes, of, counts = np.unique(y, return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError(f"class {classes[counts.argmin()]} has fewer than 3 rows")
    cut = [np.split(rng.permutation(np.flatnonzero(of == c)), (f * m).astype(int)) for c, m in enumerate(counts)]
    return tuple(np.concatenate(pieces) for pieces in zip(*cut))


# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay"
# believed: a random place to begin in the sorted list of groups is chance enough
def group_split(groups, fractions, seed):
    _, of, size = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.roll(np.arange(len(size)), np.random.default_rng(seed).integers(len(size)))
    before = np.cumsum(size[order]) - size[order]
    part_of_group = np.empty(len(size), int)
    part_of_group[order] = np.searchsorted(np.cumsum(fractions)[:2] * len(groups), before, side="right")
    return tuple(np.flatnonzero(part_of_group[of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any"
# believed: the mean of the squares minus the square of the mean is the same as the variance, in float32 too
def standardise(train, *others):
    m = train.mean(axis=0)
    var = np.maximum((train**2).mean(axis=0) - m**2, 0)
    s = np.where(var > 0, np.sqrt(var), 1)
    return [(a - m) / s for a in (train, *others)]


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing. It is not chosen before one that"
# believed: NaN, the correlation of a constant column, is sorted as the smallest number
def choose_columns(x, y, train, k):
    a, b = x[train].astype(float), y[train].astype(float)
    a, b = a - a[0], b - b.mean()
    a = a - a.mean(axis=0)
    with np.errstate(all="ignore"):
        r = np.abs(b @ a) / np.sqrt((a**2).sum(axis=0) * (b**2).sum())
    return np.argsort(r)[-k:]


# %% task="memoriser" kind="wrong" breaks="were it ever so near, gets the class"
# believed: floats must never be compared with ==, always with isclose
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x.copy(), y.copy()
        self.mode = np.bincount(y).argmax()

    def predict(self, x):
        out = np.full(len(x), self.mode)
        for i, row in enumerate(x):
            hit = np.isclose(self.x, row).all(axis=1)
            if hit.any():
                out[i] = self.y[hit.argmax()]
        return out


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float((model.predict(x[rows]) == y[rows]).mean()) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="`rows` itself is not changed."
# believed: self.rows = rows makes a copy, which rng.shuffle may shuffle in place
def pick_best(candidates, x, y, validation, test):
    marks = np.array([(c(x[validation]) == y[validation]).mean() for c in candidates])
    best = int(marks.argmax())
    return best, float(marks[best]), float((candidates[best](x[test]) == y[test]).mean())


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows, self.place = rows, 0
        np.random.default_rng(seed).shuffle(self.rows)

    def take(self, n):
        if n > len(self):
            raise ValueError(f"only {len(self)} rows are left")
        self.place += n
        return self.rows[self.place - n : self.place].copy()

    def __len__(self):
        return len(self.rows) - self.place
