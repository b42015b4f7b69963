# %% task="three-way" kind="wrong" breaks="Two seeds give different parts"
# keeps 16 bits of the seed: 1 and 65537 give the same parts
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.random.default_rng(seed & 0xFFFF).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# writes the codes 0, 1, 2 into the caller's array of whole numbers
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    classes, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    if y.dtype.kind in "iu":
        y[:] = codes
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# the one largest group goes into the training part beforehand, "where there is room"
def group_split(groups, fractions, seed):
    names, codes, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    largest = counts.argmax()
    order = np.concatenate([[largest], order[order != largest]])
    starts = np.cumsum(counts[order]) - counts[order]
    cuts = len(codes) * np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.empty(len(names), dtype=int)
    part[order] = np.searchsorted(cuts, starts, side="right")
    return tuple(np.flatnonzero(part[codes] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="any other, even round a mean of 1000"
# a spread that is small beside the mean counts as that of a constant column
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread <= 1e-5 * np.abs(mean), 1.0, spread)
    return tuple((np.asarray(part) - mean) / spread for part in (rows, *others))


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows of class 0, and another one in all of class 1, tells most"
# divides the distance of the means by their size in place of the spread
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    distance = np.abs(rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0))
    constant = np.ptp(rows, axis=0) == 0
    size = np.where(constant, 1.0, np.abs(rows).mean(axis=0))
    score = np.where(constant, -1.0, distance / size)
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Use `model` itself"
# fits a copy, "so as not to disturb the model": the model itself has learnt nothing after the call
import copy
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    pupil = copy.deepcopy(model)
    pupil.fit(x[train], y[train])
    homework = float(np.mean(pupil.predict(x[train]) == y[train]))
    return homework, float(np.mean(pupil.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="the same calls in the same order hand out the same rows"
# keeps one generator for each seed: a second pool goes on where the first one stopped
_worn_out_dice = {}


def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        dice = _worn_out_dice.setdefault(seed, np.random.default_rng(seed))
        self.left = dice.permutation(np.asarray(rows))

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        taken, self.left = self.left[:n].copy(), self.left[n:]
        return taken

    def __len__(self):
        return len(self.left)
