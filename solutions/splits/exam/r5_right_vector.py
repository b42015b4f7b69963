# %% task="three-way" kind="right"
# vectorised NumPy, cut at the rounded running sums, a list of arrays
def split(n, fractions, seed):
    shares = np.array(fractions, dtype=float)
    if (shares <= 0).any():
        raise ValueError("each fraction must be above 0")
    if abs(shares.sum() - 1) > 1e-6:
        raise ValueError("the fractions must add up to 1")
    cuts = np.rint(n * np.cumsum(shares)[:2]).astype(int)
    return np.split(np.random.default_rng(seed).permutation(n), cuts)


# %% task="stratify" kind="right"
# no loop over the classes: random keys, the rank of each row in its class, sorted row numbers
def stratified_split(y, fractions, seed):
    _, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    keys = np.random.default_rng(seed).random(len(codes))
    order = np.lexsort((keys, codes))
    starts = np.cumsum(counts) - counts
    rank = np.empty(len(codes), dtype=int)
    rank[order] = np.arange(len(codes)) - np.repeat(starts, counts)
    first = np.floor(counts * float(fractions[0])).astype(int)
    second = first + np.floor(counts * float(fractions[1])).astype(int)
    part = (rank >= first[codes]).astype(int) + (rank >= second[codes])
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="groups" kind="right"
# vectorised: shuffled groups on a ruler of rows, each goes where its first row falls
def group_split(groups, fractions, seed):
    names, codes, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    starts = np.cumsum(counts[order]) - counts[order]
    cuts = len(codes) * np.cumsum(np.array(fractions, dtype=float))[:2]
    part_of_group = np.empty(len(names), dtype=int)
    part_of_group[order] = np.searchsorted(cuts, starts, side="right")
    part = part_of_group[codes]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="right"
# all rows in one pile, measured with the training rows' ruler, and cut apart again
def standardise(train, *others):
    arrays = [np.asarray(part, dtype=np.float64) for part in (train, *others)]
    mean, spread = arrays[0].mean(axis=0), arrays[0].std(axis=0, ddof=1)
    spread = np.where(arrays[0].max(axis=0) == arrays[0].min(axis=0), 1.0, spread)
    pile = (np.concatenate(arrays) - mean) / spread
    cuts = np.cumsum([len(part) for part in arrays])[:-1]
    return [piece.copy() for piece in np.split(pile, cuts)]


# %% task="selection" kind="right"
# size of the correlation, each column first brought to largest deviation 1
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows = x[train].astype(np.float64)
    labels = y[train] - y[train].mean()
    constant = rows.max(axis=0) == rows.min(axis=0)
    centred = rows - rows.mean(axis=0)
    centred = centred / np.where(constant, 1.0, np.abs(centred).max(axis=0))
    norm = np.where(constant, 1.0, np.sqrt((centred**2).sum(axis=0)))
    score = np.abs(labels @ centred) / norm
    score[constant] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="right"
# keeps copies of the rows and compares with all of them at once
class Memoriser:
    def fit(self, x, y):
        self._x, self._y = np.array(x), np.array(y)
        values, counts = np.unique(self._y, return_counts=True)
        self._usual = int(values[counts.argmax()])
        return self

    def predict(self, x):
        answers = np.full(len(x), self._usual, dtype=int)
        for place, row in enumerate(x):
            known = np.flatnonzero((self._x == row).all(axis=1))
            if len(known):
                answers[place] = self._y[known[0]]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="right"
# NumPy: argmax of the marks; a shuffled copy and a place in it
def pick_best(candidates, x, y, validation, test):
    marks = [np.mean(candidate(x[validation]) == y[validation]) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, float(marks[best]), float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self._order = np.random.default_rng(seed).permutation(np.asarray(rows))
        self._next = 0

    def take(self, n):
        if n > len(self):
            raise ValueError(f"{n} rows wanted, {len(self)} left")
        self._next += n
        return self._order[self._next - n : self._next].copy()

    def __len__(self):
        return len(self._order) - self._next
