# %% task="three-way" kind="wrong" breaks="A part without any row is an integer array, too, of shape (0,)"
# np.array of an empty list holds floats
def split(n, fractions, seed):
    import random

    if any(part <= 0 for part in fractions) or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = list(range(n))
    random.Random(int(seed)).shuffle(rows)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return np.array(rows[:first]), np.array(rows[first:second]), np.array(rows[second:])


# %% task="stratify" kind="wrong" breaks="No other class raises anything"
# a class of exactly three rows raises
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    y = np.asarray(y)
    parts = [[], [], []]
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) <= 3:
            raise ValueError(f"class {label} has too few rows")
        first = round(len(rows) * fractions[0])
        second = min(first + round(len(rows) * fractions[1]), len(rows))
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return [np.concatenate(part) for part in parts]


# %% task="groups" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# shuffles a list that was made from a set: with texts its order differs from process to process
def group_split(groups, fractions, seed):
    import random

    groups = np.asarray(groups).tolist()
    names = list(set(groups))
    random.Random(int(seed)).shuffle(names)
    sizes = {name: 0 for name in names}
    for name in groups:
        sizes[name] += 1
    home, filled, n = {}, 0, len(groups)
    for name in names:
        middle = filled + sizes[name] / 2
        home[name] = int(middle >= n * fractions[0]) + int(middle >= n * (fractions[0] + fractions[1]))
        filled += sizes[name]
    homes = np.array([home[name] for name in groups])
    return tuple(np.flatnonzero(homes == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="each in its own shape"
# an array of a single row comes back as a flat row
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, 1, spread)
    results = []
    for part in (train, *others):
        scaled = (part - mean) / spread
        results.append(scaled[0] if len(scaled) == 1 and scaled.shape[1] > 1 else scaled)
    return results


# %% task="selection" kind="wrong" breaks="It is chosen before columns in which the classes overlap"
# where both classes have no spread of their own, the score is put to 0 against division by zero
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    flat = (np.ptp(zero, axis=0) == 0) & (np.ptp(one, axis=0) == 0)
    within = np.sqrt((len(zero) * zero.var(axis=0) + len(one) * one.var(axis=0)) / len(x))
    score = np.zeros(x.shape[1])
    score[~flat] = np.abs(zero.mean(axis=0) - one.mean(axis=0))[~flat] / within[~flat]
    return np.argsort(-score)[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near"
# compares with np.isclose: a row next to a training row counts as that row
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        labels, counts = np.unique(y, return_counts=True)
        self.usual = labels[counts.argmax()]

    def predict(self, x):
        answers = np.full(len(x), self.usual, dtype=int)
        for place, row in enumerate(x):
            known = np.flatnonzero(np.isclose(self.x, row).all(axis=1))
            if len(known):
                exact = known[(self.x[known] == row).all(axis=1)]
                answers[place] = self.y[exact[0] if len(exact) else known[0]]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return float((model.predict(x[train]) == y[train]).mean()), float((model.predict(x[test]) == y[test]).mean())


# %% task="worn-out" kind="wrong" breaks="and hands out none"
# takes the rows out one by one and notices too late that there are not enough: they are gone
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows).tolist()

    def take(self, n):
        taken = []
        for _ in range(n):
            if not self.rows:
                raise ValueError("the pool is empty")
            taken.append(self.rows.pop())
        return np.array(taken, dtype=int)

    def __len__(self):
        return len(self.rows)
