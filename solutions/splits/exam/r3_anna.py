# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts"
# seed 0 counts as "no seed": each call with it shuffles anew
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed or None).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# the classes are walked through in a set's order; with texts that differs from process to process
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in set(np.asarray(y).tolist()):
        rows = np.flatnonzero(np.asarray(y) == label)
        if len(rows) < 3:
            raise ValueError(f"class {label} has fewer than 3 rows")
        rows = rng.permutation(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="not groups, give or take twice the rows of the largest group"
# cuts the shuffled list of groups by the number of groups, whatever their sizes
def group_split(groups, fractions, seed):
    names = np.unique(groups)
    names = np.random.default_rng(seed).permutation(names)
    first = round(len(names) * fractions[0])
    second = first + round(len(names) * fractions[1])
    return tuple(np.flatnonzero(np.isin(groups, some)) for some in np.split(names, [first, second]))


# %% task="no-leak" kind="wrong" breaks="what is handed in is not changed"
# asarray does not copy float64, so the in-place arithmetic changes the caller's float64 arrays
def standardise(train, *others):
    arrays = [np.asarray(part, dtype="float64") for part in (train, *others)]
    mean = arrays[0].mean(axis=0)
    spread = arrays[0].std(axis=0)
    spread[np.ptp(arrays[0], axis=0) == 0] = 1
    seen = []
    for part in arrays:
        if not any(part is other for other in seen):
            part -= mean
            part /= spread
        seen.append(part)
    return arrays


# %% task="selection" kind="wrong" breaks="spreads from 1e-9 to 1e9 occur"
# a small number is added to the spread against division by zero; it swallows columns in small units
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    gap = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0))
    score = gap / (x.std(axis=0) + 1e-8)
    score[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class that was most frequent in y"
# equality by squared distance in float32: tiny differences, squared, are 0
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        self.usual = int(np.bincount(self.y).argmax())

    def predict(self, x):
        answers = []
        for row in np.asarray(x):
            known = np.flatnonzero((self.x == row).all(axis=1))
            if len(known) == 0:
                with np.errstate(all="ignore"):
                    known = np.flatnonzero(((self.x - row) ** 2).sum(axis=1) == 0)
            answers.append(int(self.y[known[0]]) if len(known) else self.usual)
        return np.array(answers, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="but the test rows have no part in that choice either"
# where two are equally good on the validation rows, the test rows decide
def pick_best(candidates, x, y, validation, test):
    marks = []
    for place, candidate in enumerate(candidates):
        hoped = float(np.mean(candidate(x[validation]) == y[validation]))
        honest = float(np.mean(candidate(x[test]) == y[test]))
        marks.append((hoped, honest, place))
    hoped, honest, best = max(marks)
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
