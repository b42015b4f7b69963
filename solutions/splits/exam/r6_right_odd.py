# %% task="three-way" kind="right"
# odd but legal: a list of tensors, small integers where they suffice
def split(n, fractions, seed):
    a, b, c = (float(share) for share in fractions)
    if not (a > 0 and b > 0 and c > 0 and -1e-5 < a + b + c - 1 < 1e-5):
        raise ValueError(f"not three fractions of a whole: {a}, {b}, {c}")
    rows = np.random.RandomState(seed).permutation(n).astype("int32")
    first = int(n * a)
    second = first + int(n * b)
    return [keras.ops.convert_to_tensor(rows[:first]),
            keras.ops.convert_to_tensor(rows[first:second]),
            keras.ops.convert_to_tensor(rows[second:])]


# %% task="stratify" kind="right"
# functional style; classes of one size are shared out by the same draws
def stratified_split(y, fractions, seed):
    def pieces(rows):
        if len(rows) < 3:
            raise ValueError("too few rows in a class")
        shuffled = np.random.default_rng(seed).permutation(rows)
        cut = int(len(rows) * fractions[0])
        return np.split(shuffled, [cut, cut + int(len(rows) * fractions[1])])

    by_class = [pieces(np.flatnonzero(y == label)) for label in np.unique(y)]
    return tuple(map(np.concatenate, zip(*by_class)))


# %% task="groups" kind="right"
# functional: the middle of a group in the shuffled queue decides, by bisect; sorted rows
from bisect import bisect
from itertools import accumulate


def group_split(groups, fractions, seed):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    members = [np.flatnonzero(groups == name) for name in names]
    ends = accumulate(len(rows) for rows in members)
    cuts = [len(groups) * float(share) for share in accumulate(list(fractions)[:2])]
    where = [bisect(cuts, end - len(rows) / 2) for end, rows in zip(ends, members)]
    none = np.zeros(0, dtype=int)
    return tuple(
        np.sort(np.concatenate([none, *(rows for rows, w in zip(members, where) if w == part)]))
        for part in range(3)
    )


# %% task="no-leak" kind="right"
# keras.ops in float64; tensors are returned
def standardise(train, *others):
    ops = keras.ops

    def tensor(part):
        return ops.convert_to_tensor(np.array(part, dtype="float64"))

    ruler = tensor(train)
    mean = ops.mean(ruler, axis=0)
    spread = ops.sqrt(ops.mean(ops.square(ruler - mean), axis=0))
    still = ops.logical_or(ops.max(ruler, axis=0) == ops.min(ruler, axis=0), spread == 0)
    spread = ops.where(still, ops.ones_like(spread), spread)
    return tuple((tensor(part) - mean) / spread for part in (train, *others))


# %% task="selection" kind="right"
# another figure: how surely a row of class 1 lies above (or below) one of class 0, ties count half
def choose_columns(x, y, train, k):
    zeros, ones = x[train[y[train] == 0]], x[train[y[train] == 1]]

    def surely(column):
        a, b = zeros[:, column], ones[:, column]
        if min(a.min(), b.min()) == max(a.max(), b.max()):
            return -1
        above = int((b[:, None] > a).sum())
        below = int((b[:, None] < a).sum())
        return abs(above - below)

    return np.array(sorted(range(x.shape[1]), key=surely, reverse=True)[:k])


# %% task="memoriser" kind="right"
# the bytes of a row as key, Counter, a helper; one question at a time
from collections import Counter


def _key(row):
    return np.asarray(row, "float32").tobytes()


class Memoriser:
    def fit(self, x, y):
        self.answers = {_key(row): int(label) for row, label in zip(x, y)}
        (self.usual, _), = Counter(int(label) for label in y).most_common(1)

    def predict(self, x):
        return np.fromiter((self.answers.get(_key(row), self.usual) for row in x), dtype=np.int32)


def exam_gap(model, x, y, train, test):
    def mark(rows):
        hits = [int(np.asarray(model.predict(x[[row]]))[0]) == int(y[row]) for row in rows]
        return sum(hits) / len(hits)

    model.fit(x[train], y[train])
    return mark(train), mark(test)


# %% task="worn-out" kind="right"
# max with a key; the pool draws anew at each call from what is left
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float((np.asarray(candidate(x[rows])) == y[rows]).mean())

    hoped = [mark(candidate, validation) for candidate in candidates]
    best = max(reversed(range(len(hoped))), key=hoped.__getitem__)
    return best, hoped[best], mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        self._left = np.array(rows)
        self._dice = np.random.Generator(np.random.PCG64([seed, 2024]))

    def take(self, n):
        if n > len(self._left):
            raise ValueError("the pool is empty, or nearly so")
        places = self._dice.choice(len(self._left), n, replace=False)
        rows = self._left[places]
        self._left = np.delete(self._left, places)
        return rows

    def __len__(self):
        return len(self._left)
