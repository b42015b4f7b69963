# /// sample
# ///

# %% task="three-way"
def shuffled(rows, seed):
    return keras.ops.convert_to_numpy(keras.random.shuffle(np.asarray(rows), seed=seed))


def cut(rows, fractions):
    ends = [math.floor(len(rows) * sum(fractions[:i]) + 0.5) for i in (1, 2)]
    return rows[:ends[0]], rows[ends[0]:ends[1]], rows[ends[1]:]


import math


def split(n, fractions, seed):
    if not all(0 < f < 1 for f in fractions):
        raise ValueError("each fraction lies between 0 and 1")
    if not math.isclose(math.fsum(fractions), 1, abs_tol=1e-9):
        raise ValueError("the fractions must add up to 1")
    return cut(shuffled(range(n), seed), fractions)

# %% task="stratify"
def stratified_split(y, fractions, seed):
    pieces = []
    for number, label in enumerate(sorted(set(y.tolist()))):
        rows = [row for row, other in enumerate(y.tolist()) if other == label]
        if len(rows) in (1, 2):
            raise ValueError(f"not enough rows of {label}")
        pieces.append(cut(shuffled(rows, seed + number), fractions))
    return tuple(map(np.concatenate, zip(*pieces)))

# %% task="groups"
def group_split(groups, fractions, seed):
    sizes = {name: int(n) for name, n in zip(*np.unique(groups, return_counts=True))}
    names = list(sizes)
    order = [names[i] for i in shuffled(range(len(names)), seed)]
    total, part_of = 0, {}
    for name in order:
        share = total / len(groups)
        part_of[name] = (share >= fractions[0]) + (share >= fractions[0] + fractions[1])
        total += sizes[name]
    parts = np.array([part_of[name] for name in groups])
    return np.flatnonzero(parts == 0), np.flatnonzero(parts == 1), np.flatnonzero(parts == 2)

# %% task="no-leak"
def standardise(train, *others):
    layer = keras.layers.Normalization(axis=-1)
    layer.adapt(train.astype("float32"))
    return (layer(train), *(layer(other) for other in others))

# %% task="selection"
def choose_columns(x, y, train, k):
    """By ranks: in how many more pairs is class 1 higher than lower, or lower than higher?"""
    ones, zeros = train[y[train] == 1], train[y[train] == 0]
    higher = np.sign(x[ones][:, None] - x[zeros][None]).mean(axis=(0, 1))
    return np.argsort(np.abs(higher))[-k:]

# %% task="memoriser"
class Memoriser:
    """Sorts what it knows, and looks it up as in a telephone book."""

    def fit(self, x, y):
        keys = np.array([hash(row.tobytes()) for row in x])
        order = keys.argsort()
        self.keys, self.labels = keys[order], y[order]
        self.usual = max(y.tolist(), key=y.tolist().count)

    def predict(self, x):
        keys = np.array([hash(row.tobytes()) for row in x])
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[place] == keys
        answer = np.full(len(x), self.usual)
        answer[found] = self.labels[place[found]]
        return answer


def exam_gap(model, x, y, train, test):
    def mark(rows):
        metric = keras.metrics.Accuracy()
        metric.update_state(y[rows], model.predict(x[rows]))
        return float(metric.result())

    model.fit(x[train], y[train])
    return mark(train), mark(test)

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    marks = np.array([(c(x[validation]) == y[validation]).mean() for c in candidates])
    best = np.flatnonzero(marks == marks.max())[-1]
    winner = candidates[best]
    return best, marks.max(), np.equal(winner(x[test]), y[test]).mean()


class ValidationPool:
    def __init__(self, rows, seed):
        self.stream = iter(shuffled(rows, seed))
        self.count = len(rows)

    def __len__(self):
        return self.count

    def take(self, n):
        if self.count < n:
            raise ValueError("the pool has run dry")
        self.count -= n
        return np.array([next(self.stream) for _ in range(n)])
