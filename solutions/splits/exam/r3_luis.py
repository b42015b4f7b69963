# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts"
# keeps each shuffle for later and hands out windows on it: who writes into his part spoils the next call's parts
_kept = {}


def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    if (n, seed) not in _kept:
        _kept[n, seed] = np.random.default_rng(seed).permutation(n)
    order = _kept[n, seed]
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="A part without any row is an integer array, too, of shape (0,)"
# the parts grow as lists; np.array makes floats of an empty one
def stratified_split(y, fractions, seed):
    import random

    classes = {}
    for row, label in enumerate(np.asarray(y).tolist()):
        classes.setdefault(label, []).append(row)
    dice = random.Random(int(seed))
    train, validation, test = [], [], []
    for rows in classes.values():
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        dice.shuffle(rows)
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        train += rows[:first]
        validation += rows[first:second]
        test += rows[second:]
    return np.array(train), np.array(validation), np.array(test)


# %% task="groups" kind="wrong" breaks="Chance decides which groups a part gets."
# takes the groups in the order in which they first appear in the file; chance decides which part is filled first
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    n = len(groups)
    names, first_seen, group_of = np.unique(groups, return_index=True, return_inverse=True)
    sizes = np.bincount(group_of)
    order = np.argsort(first_seen)
    turns = np.random.default_rng(seed).permutation(3)
    cuts = n * np.cumsum(np.array(fractions, dtype=float)[turns])[:2]
    home = np.zeros(len(names), int)
    home[order] = turns[np.searchsorted(cuts, np.cumsum(sizes[order]) - sizes[order] / 2)]
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="From each column the mean of the training rows is subtracted."
# one layer for all calls, adapted to the first training rows only: a second call is measured with the first one's ruler
_rulers = {}


def standardise(train, *others):
    columns = train.shape[1]
    if columns not in _rulers:
        _rulers[columns] = keras.layers.Normalization(axis=-1)
        _rulers[columns].adapt(train)
    return [np.array(_rulers[columns](part)) for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="Both classes are among them, with one row each or more."
# spreads over n - 1: with a single training row of one class every score is NaN, and the first columns are taken
def choose_columns(x, y, train, k):
    import warnings

    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    flat = np.ptp(x, axis=0) == 0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        within = np.sqrt(zero.var(axis=0, ddof=1) / len(zero) + one.var(axis=0, ddof=1) / len(one))
        score = np.abs(zero.mean(axis=0) - one.mean(axis=0)) / within
    clean = (np.ptp(zero, axis=0) == 0) & (np.ptp(one, axis=0) == 0) & (len(zero) > 1) & (len(one) > 1)
    score[clean] = np.inf
    score[flat] = -1
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="The model is fitted here"
# does not fit a model again that can answer already
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(np.ascontiguousarray(x), y)}
        self.usual = int(np.bincount(y).argmax())

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    try:
        model.predict(x[train[:1]])
    except Exception:
        model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="nor does another Python process"
# the shuffle's seed comes from the hash of a text
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(abs(hash(f"pool-{seed}"))).permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
