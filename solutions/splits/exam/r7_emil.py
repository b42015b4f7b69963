# %% task="three-way" kind="wrong" breaks="three numbers in a tuple, list or array, each above 0, that add up to 1."
# believed: fractions come in a tuple or list, and a careful function refuses everything else
import math


def split(n, fractions, seed):
    if not isinstance(fractions, (tuple, list)) or len(fractions) != 3:
        raise ValueError("fractions must be a tuple or list of three numbers")
    for number, fraction in enumerate(fractions):
        if not fraction > 0:
            raise ValueError(f"fraction {number} is {fraction}, but must be above 0")
    if not math.isclose(math.fsum(fractions), 1.0, abs_tol=1e-6):
        raise ValueError(f"fractions add up to {math.fsum(fractions)}, not to 1")
    n_train = min(round(n * fractions[0]), n)
    n_validation = min(round(n * fractions[1]), n - n_train)
    rows = np.random.default_rng(seed).permutation(n)
    train = rows[:n_train].copy()
    validation = rows[n_train : n_train + n_validation].copy()
    test = rows[n_train + n_validation :].copy()
    assert len(train) + len(validation) + len(test) == n
    return train, validation, test


# %% task="stratify" kind="wrong" breaks="other class raises anything, not even where a part gets none of its rows."
# believed: if a class is missing from a part, something is wrong, and a careful function says so
import math


def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    pieces = ([], [], [])
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if rows.size < 3:
            raise ValueError(f"class {label!r} has only {rows.size} rows; it needs 3")
        rows = rng.permutation(rows)
        n_train = math.floor(rows.size * fractions[0])
        n_validation = math.ceil(rows.size * fractions[1])
        cut = np.split(rows, [n_train, n_train + n_validation])
        for piece, part in zip(pieces, cut):
            if part.size == 0:
                raise ValueError(f"class {label!r} would be missing from a part")
            piece.append(part)
    return tuple(np.concatenate(piece) for piece in pieces)


# %% task="groups" kind="right"
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    names, group_of_row, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    group_of_row = group_of_row.reshape(-1)
    n = groups.shape[0]
    rng = np.random.default_rng(seed)
    part_of_group = np.full(names.shape[0], 2, dtype=np.int64)
    held = 0
    # The middle of each group, on a line of n rows, says which part it belongs to.
    first_border = n * float(fractions[0])
    second_border = n * (float(fractions[0]) + float(fractions[1]))
    for group in rng.permutation(names.shape[0]):
        middle = held + sizes[group] / 2
        if middle <= first_border:
            part_of_group[group] = 0
        elif middle <= second_border:
            part_of_group[group] = 1
        held += sizes[group]
    assert held == n
    part_of_row = part_of_group[group_of_row]
    return tuple(np.flatnonzero(part_of_row == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="Columns may be in very different units. A spread of 0.001 or of a million is a spread like any"
# believed: the 0.00001 that a batch normalisation adds to the variance is harmless, and saves from dividing by 0
def standardise(train, *others):
    train64 = np.array(train, dtype=np.float64)
    if train64.ndim != 2:
        raise ValueError("train must have two axes")
    mean = train64.mean(axis=0)
    spread = np.sqrt(train64.var(axis=0) + 1e-5)
    return tuple((np.array(part, dtype=np.float64) - mean) / spread for part in (train, *others))


# %% task="selection" kind="right"
def choose_columns(x, y, train, k):
    train = np.asarray(train, dtype=np.intp)
    known = np.array(x[train], dtype=np.float64)
    labels = np.asarray(y)[train]
    if not 1 <= k <= known.shape[1]:
        raise ValueError("k must lie between 1 and the number of columns")
    low, high = known.min(axis=0), known.max(axis=0)
    constant = low == high
    width = np.where(constant, 1.0, high - low)
    unit = (known - low) / width  # each column from 0 to 1, whatever its unit
    zero, one = unit[labels == 0], unit[labels == 1]
    distance = np.abs(zero.mean(axis=0) - one.mean(axis=0))
    spread = np.sqrt((zero.var(axis=0) + one.var(axis=0)) / 2)
    score = distance / (distance + spread + constant)
    # No rounding may come before a column that tells the classes apart without exception.
    perfect = (np.ptp(zero, axis=0) == 0) & (np.ptp(one, axis=0) == 0) & ~constant
    score[perfect] = 2.0
    score[constant] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="right"
class Memoriser:
    def __init__(self):
        self._known = None
        self._commonest = None

    def fit(self, x, y):
        x, y = np.ascontiguousarray(x, dtype=np.float32), np.asarray(y)
        if len(x) != len(y):
            raise ValueError("x and y must have the same number of rows")
        self._known = {x[i].tobytes(): int(y[i]) for i in range(len(x))}
        values, counts = np.unique(y, return_counts=True)
        self._commonest = int(values[np.argmax(counts)])

    def predict(self, x):
        if self._known is None:
            raise RuntimeError("call fit first")
        x = np.ascontiguousarray(x, dtype=np.float32)
        answers = np.full(len(x), self._commonest, dtype=np.int64)
        for i in range(len(x)):
            answers[i] = self._known.get(x[i].tobytes(), self._commonest)
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])

    def mark(rows):
        said = np.asarray(model.predict(x[rows])).reshape(-1)
        return float(np.mean(said == y[rows]))

    return mark(train), mark(test)


# %% task="worn-out" kind="wrong" breaks="part in that choice either."
# believed: among equally good candidates it is only fair to take the one that is better on the test rows
def pick_best(candidates, x, y, validation, test):
    marks = []
    for candidate in candidates:
        hoped = float(np.mean(candidate(x[validation]) == y[validation]))
        honest = float(np.mean(candidate(x[test]) == y[test]))
        marks.append((hoped, honest))
    best = max(range(len(candidates)), key=lambda place: marks[place])
    return best, marks[best][0], marks[best][1]


class ValidationPool:
    def __init__(self, rows, seed):
        rows = np.array(rows)
        if len(np.unique(rows)) != len(rows):
            raise ValueError("the rows must all be different")
        self._left = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n < 1:
            raise ValueError("n must be at least 1")
        if n > len(self._left):
            raise ValueError(f"{n} rows asked for, {len(self._left)} left")
        given, self._left = self._left[:n].copy(), self._left[n:].copy()
        return given

    def __len__(self):
        return len(self._left)
