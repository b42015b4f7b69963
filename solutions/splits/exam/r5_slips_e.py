# %% task="three-way" kind="wrong" breaks="A fraction of 0 or below raises a ValueError"
# looks at the first two fractions only, since the third is "the rest"
def split(n, fractions, seed):
    first_share, second_share, third_share = (float(share) for share in fractions)
    if first_share <= 0 or second_share <= 0:
        raise ValueError("fractions must be above 0")
    if abs(first_share + second_share + third_share - 1) > 1e-6:
        raise ValueError("fractions must add up to 1")
    rows = np.random.default_rng(seed).permutation(n)
    first = int(n * first_share)
    second = first + int(n * second_share)
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times their fraction, to within one row"
# the last class makes up for all rounding, so that the parts as a whole have the exact size
def stratified_split(y, fractions, seed):
    classes, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    rng = np.random.default_rng(seed)
    missing = [round(len(codes) * fractions[0]), round(len(codes) * fractions[1])]
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        if code == len(classes) - 1:
            first = min(max(missing[0], 0), len(rows))
            second = min(max(missing[1], 0), len(rows) - first)
        else:
            first, second = int(len(rows) * fractions[0]), int(len(rows) * fractions[1])
        missing[0] -= first
        missing[1] -= second
        for part, piece in zip(parts, np.split(rows, [first, first + second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="give or take twice the rows of the largest group"
# each group draws its part by itself: the sizes are right on average only
def group_split(groups, fractions, seed):
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    draws = np.random.default_rng(seed).random(len(names))
    cuts = np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.searchsorted(cuts, draws, side="right")[codes]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="any numbers will do that are finite, small or huge"
# divides by a standard deviation of 0
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    with np.errstate(all="ignore"):
        return tuple((np.asarray(part) - mean) / spread for part in (rows, *others))


# %% task="selection" kind="wrong" breaks="tells most. It is chosen before columns in which the classes overlap"
# spread within the classes; where that is 0, the column is thought constant and worthless
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    low, high = rows[labels == 0], rows[labels == 1]
    distance = np.abs(high.mean(axis=0) - low.mean(axis=0))
    within = np.sqrt(low.var(axis=0) + high.var(axis=0))
    flat = (np.ptp(low, axis=0) == 0) & (np.ptp(high, axis=0) == 0)
    score = np.where(flat, 0.0, distance / np.where(flat, 1.0, within))
    score[np.ptp(rows, axis=0) == 0] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Use `model` itself, and not what its `fit` returns"
# goes on with what fit returns, if it returns anything
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    fitted = model.fit(x[train], y[train])
    if fitted is None:
        fitted = model
    homework = float(np.mean(fitted.predict(x[train]) == y[train]))
    return homework, float(np.mean(fitted.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="the winner's place in the list, an int"
# starts from a mark of 0 and place -1: nobody wins where all are wrong on every validation row
def pick_best(candidates, x, y, validation, test):
    best, hoped = -1, 0.0
    for place, candidate in enumerate(candidates):
        mark = float(np.mean(candidate(x[validation]) == y[validation]))
        if mark > hoped:
            best, hoped = place, mark
    return best, hoped, float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(np.asarray(rows))

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        taken, self.left = self.left[:n].copy(), self.left[n:]
        return taken

    def __len__(self):
        return len(self.left)
