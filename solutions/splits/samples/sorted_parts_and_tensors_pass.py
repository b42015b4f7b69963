# /// sample
# ///

# %% task="three-way"
def split(n, fractions, seed):
    """Write the part's number on each row, shuffle the numbers, collect."""
    first, second, third = fractions
    if first <= 0 or second <= 0 or third <= 0 or round(first + second + third, 6) != 1:
        raise ValueError("fractions")
    sizes = [round(n * first), round(n * second)]
    where = np.repeat([0, 1, 2], [*sizes, n - sum(sizes)])
    np.random.RandomState(seed).shuffle(where)
    return tuple(np.where(where == part)[0] for part in range(3))

# %% task="stratify"
def stratified_split(y, fractions, seed):
    """Rank the rows of each class by a random key; a low rank is for training, a high one for the test."""
    y = np.asarray(y)
    key = np.random.RandomState(seed).rand(len(y))
    order = np.lexsort((key, y))
    _, sizes = np.unique(y, return_counts=True)
    if (sizes < 3).any():
        raise ValueError("too few rows in some class")
    rank = np.concatenate([np.arange(size) for size in sizes])
    size = np.repeat(sizes, sizes)
    low = np.floor(size * fractions[0])
    middle = low + np.ceil(size * fractions[1])
    train, test = rank < low, rank >= middle
    return np.sort(order[train]), np.sort(order[~train & ~test]), np.sort(order[test])

# %% task="groups"
def group_split(groups, fractions, seed):
    """Always to the part that lacks most rows."""
    names, inverse, counts = np.unique(groups, return_inverse=True, return_counts=True)
    goal = np.array(fractions) * len(groups)
    part = np.zeros(len(names), dtype=np.int8)
    for name in np.random.RandomState(seed).permutation(len(names)):
        part[name] = goal.argmax()
        goal[part[name]] -= counts[name]
    return [np.nonzero(part[inverse] == number)[0].astype("int32") for number in range(3)]

# %% task="no-leak"
def standardise(train, *others):
    train = keras.ops.convert_to_tensor(train)
    mean, variance = keras.ops.moments(train, axes=[0])
    layer = keras.layers.Normalization(mean=mean, variance=variance)
    return [layer(part) for part in (train, *others)]

# %% task="selection"
def choose_columns(x, y, train, k):
    x = x[train] - x[train].mean(0)
    t = y[train] - y[train].mean()
    with np.errstate(invalid="ignore"):
        r = (x * t[:, None]).sum(0) / np.sqrt((x**2).sum(0) * (t**2).sum())
    r[np.isnan(r)] = 0
    return np.argpartition(r**2, -k)[-k:]

# %% task="memoriser"
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        values, counts = np.unique(y, return_counts=True)
        self.most = values[np.argmax(counts)]
        return self

    def predict(self, x):
        same = (x[:, None] == self.x[None]).all(-1)
        return np.where(same.any(1), self.y[same.argmax(1)], self.most)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    right = model.predict(x) == y
    return right[train].mean(), right[test].mean()

# %% task="worn-out"
def pick_best(candidates, x, y, validation, test):
    best, hoped = None, -1.0
    for number, candidate in enumerate(candidates):
        mark = (np.asarray(candidate(x)) == y)[validation].mean()
        if mark >= hoped:
            best, hoped = number, mark
    return best, hoped, (np.asarray(candidates[best](x)) == y)[test].mean()


class ValidationPool:
    def __init__(self, rows, seed):
        self.rng = np.random.RandomState(seed)
        self.free = set(np.asarray(rows).tolist())

    def __len__(self):
        return len(self.free)

    def take(self, n):
        if len(self.free) < n:
            raise ValueError("no fresh rows")
        drawn = self.rng.choice(sorted(self.free), size=n, replace=False)
        self.free.difference_update(drawn.tolist())
        return drawn
