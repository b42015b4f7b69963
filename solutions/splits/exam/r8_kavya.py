# %% task="three-way" kind="right"
import math


def split(n, fractions, seed):
    n = int(n)
    if n < 1:
        raise ValueError(f"n should be at least 1, not {n}")
    shares = [float(share) for share in fractions]
    if len(shares) != 3:
        raise ValueError(f"three fractions are needed, not {len(shares)}")
    for share in shares:
        if not share > 0:
            raise ValueError(f"each fraction should be above 0, not {share}")
    total = math.fsum(shares)
    if not abs(total - 1) < 1e-9:
        raise ValueError(f"the fractions should add up to 1, not {total}")
    generator = np.random.Generator(np.random.PCG64(int(seed)))
    order = generator.permutation(n).astype(np.int64)
    first = min(n, round(n * shares[0]))
    second = min(n - first, round(n * shares[1]))
    train = order[:first].copy()
    validation = order[first : first + second].copy()
    test = order[first + second :].copy()
    if len(train) + len(validation) + len(test) != n:
        raise RuntimeError("a row was lost, which cannot happen")
    return train, validation, test

# %% task="stratify" kind="right"
def stratified_split(y, fractions, seed):
    labels = np.array(y, copy=True)
    if labels.ndim != 1:
        raise ValueError("y should have one dimension")
    kinds, code, counts = np.unique(labels, return_inverse=True, return_counts=True)
    for kind, count in zip(kinds, counts):
        if count < 3:
            raise ValueError(f"class {kind} has only {count} rows")
    share_train, share_validation = float(fractions[0]), float(fractions[1])
    generator = np.random.default_rng(int(seed))
    part_of = np.full(len(labels), 2)
    for number, count in enumerate(counts):
        rows = np.flatnonzero(code == number)
        rows = rows[generator.permutation(len(rows))]
        first = round(count * share_train)
        second = min(round(count * share_validation), count - first)
        part_of[rows[:first]] = 0
        part_of[rows[first : first + second]] = 1
    result = tuple(np.flatnonzero(part_of == part) for part in (0, 1, 2))
    if sum(map(len, result)) != len(labels):
        raise RuntimeError("a row was lost, which cannot happen")
    return result

# %% task="groups" kind="wrong" breaks="Groups whose names follow each other need not stay"
# believed: a list of names that begins at a random place is in random order
def group_split(groups, fractions, seed):
    names, code, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    generator = np.random.default_rng(int(seed))
    order = np.roll(np.arange(len(names)), int(generator.integers(len(names))))
    share_train, share_validation = float(fractions[0]), float(fractions[1])
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    part_of = np.full(len(names), 2)
    part_of[order[middles < len(groups) * (share_train + share_validation)]] = 1
    part_of[order[middles < len(groups) * share_train]] = 0
    return tuple(np.flatnonzero(part_of[code] == part) for part in (0, 1, 2))

# %% task="no-leak" kind="wrong" breaks="numbers will do that are finite, small or huge"
# believed: a column always has some spread, so there is nothing to check before dividing
def standardise(train, *others):
    rows = np.array(train, dtype=np.float64, copy=True)
    if rows.ndim != 2 or len(rows) < 2:
        raise ValueError("train should have the shape (n, columns), n at least 2")
    mean = rows.mean(axis=0)
    spread = rows.std(axis=0)
    results = []
    for part in (train, *others):
        part = np.array(part, dtype=np.float64, copy=True)
        if part.shape[1] != rows.shape[1]:
            raise ValueError("all arrays should have the same columns")
        with np.errstate(divide="ignore", invalid="ignore"):
            results.append((part - mean) / spread)
    return tuple(results)

# %% task="selection" kind="right"
def choose_columns(x, y, train, k):
    rows = np.array(x, dtype=np.float64)[np.asarray(train)]
    labels = np.array(y)[np.asarray(train)]
    if not 1 <= k <= rows.shape[1]:
        raise ValueError(f"k should be from 1 to {rows.shape[1]}")
    if not ((labels == 0).any() and (labels == 1).any()):
        raise ValueError("both classes should be among the training rows")
    low, high = rows.min(axis=0), rows.max(axis=0)
    constant = low == high
    # All columns from 0 to 1: then no unit is left.
    rows = (rows - low) / np.where(constant, 1.0, high - low)
    zero, one = rows[labels == 0], rows[labels == 1]
    between = np.abs(one.mean(axis=0) - zero.mean(axis=0))
    total = rows.std(axis=0)
    total[constant] = 1.0
    score = between / total
    flat = (zero.min(axis=0) == zero.max(axis=0)) & (one.min(axis=0) == one.max(axis=0))
    score[flat] = np.inf
    score[constant] = -np.inf
    best = np.argsort(-score, kind="stable")[:k]
    return best.astype(np.int64)

# %% task="memoriser" kind="wrong" breaks="Use `model` itself,"
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): label for row, label in zip(x.tolist(), y.tolist())}
        self.common = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.common) for row in x.tolist()], dtype=int)


import copy


# believed: it is cleaner to fit a copy, so that the caller's model stays as it was
def exam_gap(model, x, y, train, test):
    mine = copy.deepcopy(model)
    mine.fit(np.array(x[train]), np.array(y[train]))
    homework = mine.predict(np.array(x[train]))
    exam = mine.predict(np.array(x[test]))
    return float(np.mean(homework == y[train])), float(np.mean(exam == y[test]))

# %% task="worn-out" kind="wrong" breaks="the winner's place in the list, an int"
# believed: at least one candidate is right on at least one validation row
def pick_best(candidates, x, y, validation, test):
    best, hoped, honest = None, 0.0, 0.0
    for place, candidate in enumerate(candidates):
        mark = float(np.mean(np.asarray(candidate(x[validation])) == y[validation]))
        if mark > hoped:
            best, hoped = place, mark
    if best is not None:
        honest = float(np.mean(np.asarray(candidates[best](x[test])) == y[test]))
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.order = np.random.default_rng(seed).permutation(rows)
        self.dealt = 0

    def take(self, n):
        if n > len(self):
            raise ValueError(f"only {len(self)} rows are left")
        self.dealt += n
        return self.order[self.dealt - n : self.dealt].copy()

    def __len__(self):
        return len(self.order) - self.dealt
