# %% task="three-way" kind="wrong" breaks="stand side by side in the file need not stay together."
# believed: to cut the pack once at a random place is to shuffle it
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.min() <= 0 or not np.isclose(f.sum(), 1):
        raise ValueError("fractions must be positive and sum to 1")
    rng = np.random.default_rng(seed)
    rows = np.roll(np.arange(n), rng.integers(n))
    a, b = (n * f[:2]).astype(int)
    return rows[:a], rows[a : a + b], rows[a + b :]

# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError, since it cannot be in all three parts."
# believed: it is the file that needs 3 rows, not each class
def stratified_split(y, fractions, seed):
    if len(y) < 3:
        raise ValueError("fewer than 3 rows cannot be split into three parts")
    rng = np.random.default_rng(seed)
    f = np.asarray(fractions, float)
    pieces = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        pieces.append(np.split(rows, (len(rows) * f[:2]).cumsum().astype(int)))
    return [np.concatenate(part) for part in zip(*pieces)]

# %% task="groups" kind="right"
def group_split(groups, fractions, seed):
    _, code, size = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(size.size)
    middle = np.empty(size.size)
    middle[order] = size[order].cumsum() - size[order] / 2
    edges = np.cumsum(np.asarray(fractions, float)[:2]) * groups.size
    part = np.searchsorted(edges, middle, side="right")[code]
    return tuple((part == p).nonzero()[0] for p in (0, 1, 2))

# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others in their order, each in its"
# believed: one result alone needs no tuple round it
def standardise(train, *others):
    t = np.asarray(train, np.float64)
    mu, sd = t.mean(0), t.std(0)
    sd = np.where(sd > 0, sd, 1)
    if not others:
        return (t - mu) / sd
    return tuple((np.asarray(a, np.float64) - mu) / sd for a in (t, *others))

# %% task="selection" kind="wrong" breaks="with one row each or more."
# believed: a t-test with n - 1 works for classes of any size
def choose_columns(x, y, train, k):
    x, y = np.asarray(x[train], np.float64), y[train]
    a, b = x[y == 0], x[y == 1]
    with np.errstate(all="ignore"):
        error = np.sqrt(a.var(0, ddof=1) / len(a) + b.var(0, ddof=1) / len(b))
        t = np.abs(a.mean(0) - b.mean(0)) / error
    t[np.isnan(t) | (np.ptp(x, axis=0) == 0)] = -1
    return np.argsort(-t, kind="stable")[:k]

# %% task="memoriser" kind="right"
class Memoriser:
    def fit(self, x, y):
        self._memory = dict(zip(self._keys(x), np.asarray(y).tolist()))
        self._mode = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        memory, mode = self._memory, self._mode
        return np.fromiter((memory.get(key, mode) for key in self._keys(x)), np.int64, len(x))

    @staticmethod
    def _keys(x):
        return (row.tobytes() for row in np.ascontiguousarray(x, np.float32))


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    mark = lambda rows: float(np.mean(np.asarray(model.predict(x[rows])) == y[rows]))
    return mark(train), mark(test)

# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError"
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(x[rows]) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], mark(candidates[best], test)


# believed: only an empty pool refuses; otherwise it gives as many rows as it has
class ValidationPool:
    def __init__(self, rows, seed):
        self._rows = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if not len(self._rows):
            raise ValueError("the pool is empty")
        given, self._rows = self._rows[:n].copy(), self._rows[n:]
        return given

    def __len__(self):
        return len(self._rows)
