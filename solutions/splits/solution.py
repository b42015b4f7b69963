# Our own answer, cell by cell; the notebook around it is `exercises/splits/notebook.py`.

# %% task="three-way"
def split(n, fractions, seed):
    # One order, cut in two places: nothing can be lost or stand in two parts.
    # 0.7 + 0.2 + 0.1 is not 1 to the last bit, hence `isclose`.
    if min(fractions) <= 0 or not np.isclose(sum(fractions), 1):
        raise ValueError(f"`fractions` must be above 0 and add up to 1. Received: {fractions}")
    rows = np.random.default_rng(seed).permutation(n)
    cuts = np.rint(np.cumsum(fractions)[:2] * n).astype(int)
    return tuple(np.split(rows, cuts))

# %% task="stratify"
def stratified_split(y, fractions, seed):
    # Each class is split on its own, so that its share is the same everywhere.
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError(f"Class {label} has {len(rows)} rows, too few for three parts.")
        cuts = np.rint(np.cumsum(fractions)[:2] * len(rows)).astype(int)
        for part, piece in zip(parts, np.split(rows, cuts)):
            part.append(piece)
    return tuple(rng.permutation(np.concatenate(part)) for part in parts)

# %% task="groups"
def group_split(groups, fractions, seed):
    # Whole groups in random order, laid end to end: each goes where its middle comes to lie.
    names, group_of = np.unique(groups, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(names))
    sizes = np.bincount(group_of)[order]
    middles = np.cumsum(sizes) - sizes / 2
    part_of = np.empty(len(names), int)
    part_of[order] = np.searchsorted(np.cumsum(fractions)[:2] * len(groups), middles)
    return tuple(np.flatnonzero(part_of[group_of] == part) for part in range(3))

# %% task="no-leak"
def standardise(train, *others):
    # Adapted once, on training rows; the others are measured with the same ruler.
    ruler = keras.layers.Normalization()
    ruler.adapt(train)
    return tuple(keras.ops.convert_to_numpy(ruler(part)) for part in (train, *others))

# %% task="selection"
def choose_columns(x, y, train, k):
    # The first line is the whole point: from here on there are no other rows.
    x, y = x[train], y[train]
    one, other = (x[y == label] for label in np.unique(y))
    spread = np.sqrt(one.var(axis=0) + other.var(axis=0))
    apart = np.abs(one.mean(axis=0) - other.mean(axis=0)) / np.maximum(spread, 1e-12)
    # Where rows hold 0.1 alone, their mean need not be 0.1 to the last digit.
    apart[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-apart)[:k]

# %% task="memoriser"
class Memoriser:
    # The bytes of a row are its key; whoever is not in the book gets the commonest answer.
    def fit(self, x, y):
        self.book = {row.tobytes(): label for row, label in zip(x, y)}
        labels, counts = np.unique(y, return_counts=True)
        self.commonest = labels[counts.argmax()]
        return self

    def predict(self, x):
        return np.array([self.book.get(row.tobytes(), self.commonest) for row in x])


def exam_gap(model, x, y, train, test):
    # Fitted on the homework alone; then each set of rows gets its own mark.
    model.fit(x[train], y[train])
    homework, exam = (float((model.predict(x[rows]) == y[rows]).mean()) for rows in (train, test))
    return homework, exam

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    # The test rows have no part in the choice: they are looked at once, for the winner.
    def score(candidate, rows):
        return float((candidate(x[rows]) == y[rows]).mean())

    marks = [score(candidate, validation) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], score(candidates[best], test)


class ValidationPool:
    # One order, made once; `left` only ever shrinks, so no row can come twice.
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(rows)

    def __len__(self):
        return len(self.left)

    def take(self, n):
        if n > len(self.left):
            raise ValueError(f"{n} rows asked for, {len(self.left)} left.")
        taken, self.left = self.left[:n], self.left[n:]
        return taken
