# %% task="three-way" kind="wrong" breaks="Each row can come into each part"
# shuffles all rows but the last, as one does who thinks that the end of the range is included
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.arange(n)
    rows[: n - 1] = np.random.default_rng(seed).permutation(n - 1)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first].copy(), rows[first:second].copy(), rows[second:].copy()


# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets"
# only training and validation are drawn; the test rows are the last ones of each class
def stratified_split(y, fractions, seed):
    classes, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = np.flatnonzero(codes == code)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        drawn = rng.permutation(rows[:second])
        for part, piece in zip(parts, (drawn[:first], drawn[first:], rows[second:])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="All rows of a group are in the same one"
# a group called 0, or by an empty text, counts as "no group": its rows go where they like
def group_split(groups, fractions, seed):
    names = np.asarray(groups).tolist()
    rows_of = {}
    for row, name in enumerate(names):
        rows_of.setdefault(("group", name) if name else ("alone", row), []).append(row)
    bundles = list(rows_of.values())
    cuts = [len(names) * fractions[0], len(names) * (fractions[0] + fractions[1])]
    parts, handed = [[], [], []], 0
    for place in np.random.default_rng(seed).permutation(len(bundles)):
        parts[int(handed >= cuts[0]) + int(handed >= cuts[1])] += bundles[place]
        handed += len(bundles[place])
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="no-leak" kind="wrong" breaks="Compute in float32 or better, and round nothing"
# the result takes the type of its array: whole numbers among the others are cut off
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[np.ptp(rows, axis=0) == 0] = 1.0
    results = []
    for part in (train, *others):
        result = np.empty_like(part)
        result[...] = (part - mean) / spread
        results.append(result)
    return results


# %% task="selection" kind="wrong" breaks="train: integer array, the numbers of the training rows in any order"
# takes the first len(train) rows, as if the training rows stood at the top
def choose_columns(x, y, train, k):
    rows, labels = x[: len(train)].astype(float), y[: len(train)]
    centred = rows - rows.mean(axis=0)
    labels = labels - labels.mean()
    constant = np.ptp(rows, axis=0) == 0
    norm = np.where(constant, 1.0, np.sqrt((centred**2).sum(axis=0)))
    score = np.abs(labels @ centred) / norm
    score[constant] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="train, test: integer arrays, the row numbers of homework and exam"
# does not look at `test`: all rows that are not training rows are the exam
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.usual) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    unseen = np.setdiff1d(np.arange(len(x)), train)
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[unseen]) == y[unseen]))


# %% task="worn-out" kind="wrong" breaks="Other pools make no difference to that"
# seeds the generator that all share, and draws from it when rows are taken
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        np.random.seed(seed)
        self.left = np.array(rows)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        order = np.random.permutation(self.left)
        self.left = order[n:].copy()
        return order[:n].copy()

    def __len__(self):
        return len(self.left)
