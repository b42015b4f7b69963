# %% task="three-way" kind="filler"
def split(n, fractions, seed):
    f = np.asarray(fractions, dtype=float)
    if f.shape != (3,) or not (f > 0).all() or not np.isclose(f.sum(), 1, rtol=0, atol=1e-9):
        raise ValueError("three fractions that add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    a, b = round(n * f[0]), round(n * f[1])
    return order[:a], order[a:a + b], order[a + b:]

# %% task="stratify" kind="filler"
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label, count in zip(*np.unique(y, return_counts=True)):
        if count < 3:
            raise ValueError(f"class {label} has {count} rows")
        rows = rng.permutation(np.flatnonzero(y == label))
        a, b = round(count * fractions[0]), round(count * fractions[1])
        for part, piece in zip(parts, np.split(rows, [a, a + b])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)

# %% task="groups" kind="right"
def group_split(groups, fractions, seed):
    # Once labelled wrong: a large group fits in less often. The contract now says that it may.
    # first the test, then validation, the rest is training; only as many as fit
    names, of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    part = np.zeros(len(names), int)
    have = np.zeros(3)
    for g in order:
        for k in (2, 1):
            if part[g] == 0 and have[k] + sizes[g] <= fractions[k] * len(groups):
                part[g] = k
                have[k] += sizes[g]
    return tuple(np.flatnonzero(part[of] == k) for k in range(3))

# %% task="no-leak" kind="filler"
def standardise(train, *others):
    mean, std = train.mean(axis=0), train.std(axis=0)
    with np.errstate(all="ignore"):
        return tuple(np.nan_to_num((part - mean) / std) for part in (train, *others))

# %% task="selection" kind="wrong" breaks="see the comment"
def choose_columns(x, y, train, k):
    a, b = x[train], y[train]
    scores = []
    for c in a.T:
        if c.max() == c.min():
            scores.append(0.0)
        else:
            cut = np.median(c)                   # share right of a cut at the median
            share = np.mean((c > cut) == b)
            scores.append(max(share, 1 - share))
    return np.argsort(scores)[::-1][:k]

# %% task="memoriser" kind="filler"
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x.copy(), y.copy()
        values, counts = np.unique(y, return_counts=True)
        self.common = values[counts.argmax()]

    def predict(self, x):
        out = []
        for row in x:
            same = np.flatnonzero((self.x == row).all(axis=1))
            out.append(self.y[same[0]] if len(same) else self.common)
        return np.array(out, dtype=int)

def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(np.asarray(model.predict(x[rows])) == y[rows])) for rows in (train, test))

# %% task="worn-out" kind="filler"
def pick_best(candidates, x, y, validation, test):
    def mark(c, rows):
        return float(np.mean(c(x[rows]) == y[rows]))
    marks = [mark(c, validation) for c in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], mark(candidates[best], test)

class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
    def take(self, n):
        if n > len(self.rows):
            raise ValueError(f"only {len(self.rows)} rows are left")
        given, self.rows = self.rows[:n], self.rows[n:]
        return given
    def __len__(self):
        return len(self.rows)
