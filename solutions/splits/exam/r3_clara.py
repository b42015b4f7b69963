# %% task="three-way" kind="wrong" breaks="A sum that is off by less than 1e-12, as that of 0.7 + 0.2 + 0.1, is a rounding error: it raises nothing"
# demands a sum of exactly 1
def split(n, fractions, seed):
    a, b, c = (float(part) for part in fractions)
    if a <= 0 or b <= 0 or c <= 0 or a + b + c != 1:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    return tuple(np.split(order, [round(n * a), round(n * a) + int(n * b)]))


# %% task="stratify" kind="wrong" breaks="not even where a part gets none of its rows"
# a class that leaves a part empty raises, too
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    parts = [[], [], []]
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        first = round(len(rows) * fractions[0])
        second = first + round(len(rows) * fractions[1])
        pieces = np.split(rows, [first, min(second, len(rows))])
        if len(rows) < 3 or min(len(piece) for piece in pieces) == 0:
            raise ValueError(f"class {label} cannot be in all three parts")
        for part, piece in zip(parts, pieces):
            part.append(piece)
    return [np.concatenate(part) for part in parts]


# %% task="groups" kind="wrong" breaks="their rows need not stand side by side"
# takes each run of equal neighbours for a group of its own
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n = len(groups)
    starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]))
    runs = np.split(np.arange(n), starts[1:])
    parts, filled = [[], [], []], 0
    for place in np.random.default_rng(seed).permutation(len(runs)):
        middle = filled + len(runs[place]) / 2
        filled += len(runs[place])
        part = 0 if middle < n * fractions[0] else 1 if middle < n * (fractions[0] + fractions[1]) else 2
        parts[part].extend(runs[place])
    return tuple(np.array(part, dtype=int) for part in parts)


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any other"
# a spread below a hundredth is taken for a column without spread and not divided by
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(spread < 0.01, 1, spread)
    return [(part - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="It is not chosen before one that tells something"
# the correlation of a column without spread is NaN, and argsort puts NaN last, so it is taken first
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    x, y = x - x[0], y - y.mean()
    x = x - x.mean(axis=0)
    with np.errstate(all="ignore"):
        correlation = (x * y[:, None]).sum(axis=0) / np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    return np.argsort(np.abs(correlation))[-k:]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's class"
# the dictionary belongs to the class: when a second model is fitted, the first forgets its homework
class Memoriser:
    known = {}

    def fit(self, x, y):
        self.known.clear()
        self.known.update((tuple(row), label) for row, label in zip(x.tolist(), y.tolist()))
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return [float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test)]


# %% task="worn-out" kind="wrong" breaks="Other pools make no difference to that"
# seeds NumPy's one global generator and draws from it later: another pool made in between reseeds it
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(candidate(x[rows]) == y[rows]))

    best = max(range(len(candidates)), key=lambda place: mark(candidates[place], validation))
    return best, mark(candidates[best], validation), mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        np.random.seed(seed)
        self.rows = np.array(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        places = np.random.choice(len(self.rows), n, replace=False)
        taken = self.rows[places]
        self.rows = np.delete(self.rows, places)
        return taken

    def __len__(self):
        return len(self.rows)
