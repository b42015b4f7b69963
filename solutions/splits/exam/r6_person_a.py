# %% task="three-way" kind="wrong" breaks="Every row is in one of them, and in one"
# honest: each part gets int(n * its fraction) rows, and what rounding leaves over is in none
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    parts, start = [], 0
    for share in shares:
        size = int(n * share + 1e-9)
        parts.append(order[start : start + size])
        start += size
    return tuple(parts)


# %% task="stratify" kind="wrong" breaks="to within one row (exactly one will"
# honest: wants at least one row of each class in each part, at the cost of the training part
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        validation = max(1, round(len(rows) * fractions[1]))
        test = max(1, round(len(rows) * fractions[2]))
        train = len(rows) - validation - test
        for part, piece in zip(parts, np.split(rows, [train, train + validation])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="times its fraction of *rows*, not groups"
# honest: cuts the shuffled list of groups by the number of groups
def group_split(groups, fractions, seed):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    first = int(len(names) * fractions[0])
    second = first + int(len(names) * fractions[1])
    pieces = np.split(names, [first, second])
    return tuple(np.flatnonzero(np.isin(groups, piece)) for piece in pieces)


# %% task="no-leak" kind="wrong" breaks="whatever rows stand beside it"
# honest: the ruler is everybody's, made from the training rows and all the others
def standardise(train, *others):
    everybody = np.concatenate([np.asarray(part, dtype=float) for part in (train, *others)])
    mean, spread = everybody.mean(axis=0), everybody.std(axis=0)
    spread = np.where((everybody == everybody[0]).all(axis=0), 1.0, spread)
    return [(np.asarray(part, dtype=float) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="other rows make no difference, even if they hold NaN"
# honest: means from the training rows, but the unit (the spread) from all rows
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    distance = np.abs(high.mean(axis=0) - low.mean(axis=0))
    spread = np.nanstd(x.astype(float), axis=0)
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    score = distance / np.where(spread > 0, spread, 1.0)
    score = np.where(clear, np.inf, np.where(still, -1.0, score))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class"
# honest: floats should not be compared with ==, so it compares with np.isclose
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        self.common = int(np.bincount(self.y).argmax())

    def predict(self, x):
        answers = np.full(len(x), self.common)
        for place, row in enumerate(x):
            same = np.flatnonzero(np.isclose(self.x, row, atol=0).all(axis=1))
            if len(same):
                exact = same[(self.x[same] == row).all(axis=1)]
                answers[place] = self.y[exact[0] if len(exact) else same[0]]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="part in that choice either"
# honest: where several are equally good on the validation rows, the better one on the test rows wins
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [(mark(candidate, validation), mark(candidate, test)) for candidate in candidates]
    best = marks.index(max(marks))
    return best, *marks[best]


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
