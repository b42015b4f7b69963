# %% task="three-way" kind="wrong" breaks="A part without any row is an integer array, too"
# honest: lists turned into arrays; an empty one holds floats
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n).tolist()
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return np.array(order[:first]), np.array(order[first:second]), np.array(order[second:])


# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError"
# honest: only a class with a single row raises; two rows pass
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 2:
            raise ValueError("a class with one row cannot be split")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="seed:      as for `split`."
# subtle: the names are shuffled from the order of a set, which for texts differs in each process
import random


def group_split(groups, fractions, seed):
    rows_of = {}
    for row, name in enumerate(groups.tolist()):
        rows_of.setdefault(name, []).append(row)
    names = list(set(rows_of))
    random.Random(seed).shuffle(names)
    cuts = [len(groups) * fractions[0], len(groups) * (fractions[0] + fractions[1])]
    parts, start = [[], [], []], 0
    for name in names:
        parts[int(start >= cuts[0]) + int(start >= cuts[1])] += rows_of[name]
        start += len(rows_of[name])
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any"
# honest: a little epsilon (0.001) in the denominator, as large as a spread of 0.001 itself
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0) + 1e-3
    return [(np.asarray(part, dtype=np.float64) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="It is not chosen before one that"
# honest: 0 / 0 is NaN for a constant column, and argsort puts NaN last, where the best are taken
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    with np.errstate(all="ignore"):
        score = np.abs(high.mean(axis=0) - low.mean(axis=0)) / np.sqrt(
            low.var(axis=0) + high.var(axis=0)
        )
    score[(rows == rows[0]).all(axis=0)] = np.nan
    return np.argsort(score, kind="stable")[-k:]


# %% task="memoriser" kind="wrong" breaks="that was most frequent in y"
# honest: says the middle class (median) instead of the most frequent one
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.common = int(np.sort(y)[len(y) // 2])

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="the winner's place in the list, an int"
# honest: the best so far begins at 0.0, so that nobody wins where all are always wrong
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
        self.queue = np.random.default_rng(seed).permutation(np.array(rows))

    def take(self, n):
        if n > len(self.queue):
            raise ValueError("too few rows are left")
        taken, self.queue = self.queue[:n].copy(), self.queue[n:]
        return taken

    def __len__(self):
        return len(self.queue)
