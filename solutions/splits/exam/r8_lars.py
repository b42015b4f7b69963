# %% task="three-way" kind="right"
def split(n, fractions, seed):
    f = np.asarray(fractions, float)
    if (f <= 0).any() or not np.isclose(f.sum(), 1, rtol=0, atol=1e-6):
        raise ValueError(f)
    return np.split(np.random.default_rng(seed).permutation(n), (f[:2] * n).cumsum().astype(int))

# %% task="groups" kind="wrong" breaks="All rows of a group are in the same one."
# believed: the group 0, or an empty text, means that a row belongs to nobody
def group_split(groups, fractions, seed):
    families = {}
    for row, name in enumerate(groups.tolist()):
        families.setdefault((name or None, row if not name else -1), []).append(row)
    families = list(families.values())
    parts, n = ([], [], []), len(groups)
    for place in np.random.default_rng(seed).permutation(len(families)):
        which = 0 if len(parts[0]) < n * fractions[0] else 1 if len(parts[1]) < n * fractions[1] else 2
        parts[which].extend(families[place])
    return tuple(np.array(part, int) for part in parts)

# %% task="no-leak" kind="wrong" breaks="other, even round a mean of 1000."
# believed: a spread that is tiny beside the mean is nothing but rounding, so the column is constant
def standardise(train, *others):
    parts = [np.asarray(a, "f8") for a in (train, *others)]
    m, s = parts[0].mean(0), parts[0].std(0)
    s = np.where(s <= 1e-5 * np.abs(m), 1, s)
    return [(a - m) / s for a in parts]

# %% task="selection" kind="wrong" breaks="other rows make no difference, even if they hold NaN."
# believed: the spread is only a unit, so it may be measured on all rows
def choose_columns(x, y, train, k):
    t, c = x[train], y[train]
    gap = np.abs(t[c == 1].mean(0) - t[c == 0].mean(0))
    flat = t.max(0) == t.min(0)
    perfect = (np.ptp(t[c == 0], axis=0) == 0) & (np.ptp(t[c == 1], axis=0) == 0)
    score = gap / np.where(flat, 1, x.std(0))
    score[perfect] = np.inf
    score[flat] = -1
    return np.argsort(-score)[:k]

# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class"
# believed: floats are never compared with ==, so close is as good as equal
class Memoriser:
    def fit(self, x, y):
        self.x, self.y, self.top = x.copy(), y.copy(), np.bincount(y).argmax()

    def predict(self, x):
        same = [np.isclose(self.x, row).all(1) for row in x]
        return np.array([self.y[hit.argmax()] if hit.any() else self.top for hit in same])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(model.predict(x[train]) == y[train])
    exam = np.mean(model.predict(x[test]) == y[test])
    return float(homework), float(exam)

# %% task="worn-out" kind="right"
def pick_best(candidates, x, y, validation, test):
    hoped = [(c(x[validation]) == y[validation]).mean() for c in candidates]
    best = np.argmax(hoped).item()
    return best, hoped[best], (candidates[best](x[test]) == y[test]).mean()


class ValidationPool:
    def __init__(self, rows, seed):
        self._size = len(rows)
        self._stream = iter(np.random.default_rng(seed).permutation(rows))

    def take(self, n):
        if n > self._size:
            raise ValueError(n)
        self._size -= n
        return np.array([next(self._stream) for _ in range(n)])

    def __len__(self):
        return self._size
