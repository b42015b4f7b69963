# %% task="three-way" kind="right"
# vectorised: random keys, argsort, np.split; three views of one new array
def split(n, fractions, seed):
    shares = np.asarray(fractions, dtype=float)
    if (shares <= 0).any() or abs(shares.sum() - 1) >= 1e-4:
        raise ValueError("three fractions above 0 that add up to 1, please")
    order = np.random.default_rng(seed).random(n).argsort(kind="stable")
    first = round(n * float(shares[0]))
    second = min(first + round(n * float(shares[1])), n)
    return np.split(order, [first, second])


# %% task="stratify" kind="right"
# vectorised: one lexsort by class and random key, ranks within the class
def stratified_split(y, fractions, seed):
    _, code, sizes = np.unique(y, return_inverse=True, return_counts=True)
    code = code.reshape(-1)
    if sizes.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    order = np.lexsort((np.random.default_rng(seed).random(len(code)), code))
    starts = np.cumsum(sizes) - sizes
    of = code[order]
    rank = np.arange(len(code)) - starts[of]
    first = np.floor(sizes * fractions[0]).astype(int)
    second = first + np.floor(sizes * fractions[1]).astype(int)
    part = (rank >= first[of]).astype(int) + (rank >= second[of])
    return tuple(order[part == number] for number in range(3))


# %% task="groups" kind="right"
# vectorised: a group's part is where its first row lies in the shuffled queue
def group_split(groups, fractions, seed):
    names, code, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    code = code.reshape(-1)
    order = np.random.default_rng(seed).permutation(len(names))
    starts = np.empty(len(names), dtype=int)
    starts[order] = np.cumsum(sizes[order]) - sizes[order]
    cuts = len(code) * np.cumsum(np.asarray(fractions, dtype=float))[:2]
    part = np.searchsorted(cuts, starts, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="right"
# vectorised NumPy in float64; constant columns are only centred
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean = ruler.mean(axis=0)
    spread = (ruler - mean).std(axis=0)
    spread = np.where((ruler == ruler[0]).all(axis=0) | (spread == 0), 1.0, spread)
    return [(np.array(part, dtype=np.float64) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="right"
# vectorised: size of the correlation; the two special kinds of column by exact comparison
def choose_columns(x, y, train, k):
    rows, label = np.array(x[train], dtype=np.float64), y[train] == 1
    low, high = rows[~label], rows[label]
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    centred = rows - rows.mean(axis=0)
    sign = label - label.mean()
    with np.errstate(all="ignore"):
        size = np.abs(sign @ centred) / np.sqrt((centred**2).sum(axis=0) * (sign**2).sum())
    size = np.where(clear, 2.0, np.where(still, -1.0, size))
    return np.argsort(-size, kind="stable")[:k]


# %% task="memoriser" kind="right"
# another algorithm: number the distinct rows of homework and question together
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        self.common = np.bincount(self.y).argmax()

    def predict(self, x):
        both = np.concatenate([self.x, x])
        code = np.unique(both, axis=0, return_inverse=True)[1].reshape(-1)
        table = np.full(len(both), self.common, dtype=np.int64)
        table[code[: len(self.x)]] = self.y
        return table[code[len(self.x) :]]


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(np.mean(np.asarray(model.predict(x[rows])) == y[rows]) for rows in (train, test))


# %% task="worn-out" kind="right"
# argmax over a vector of marks; the pool is a permutation with a pointer, and hands out copies
def pick_best(candidates, x, y, validation, test):
    hoped = np.array([np.mean(np.asarray(c(x[validation])) == y[validation]) for c in candidates])
    best = int(hoped.argmax())
    return best, float(hoped[best]), float(np.mean(np.asarray(candidates[best](x[test])) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.queue = np.random.default_rng(seed).permutation(rows)
        self.start = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("not enough rows left")
        self.start += n
        return self.queue[self.start - n : self.start].copy()

    def __len__(self):
        return len(self.queue) - self.start
