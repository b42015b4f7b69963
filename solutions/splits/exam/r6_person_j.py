# %% task="three-way" kind="wrong" breaks="A fraction of 0 or below raises a ValueError"
# honest: only fractions below 0 raise; 0 itself passes
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) < 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must not be negative and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="Chance alone decides which rows of a class a part gets"
# honest: cuts each class as it stands in the file, and shuffles only the finished parts
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(rng.permutation(np.concatenate(part)) for part in parts)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# subtle: the group of the first row stands first in the queue and is always in training
def group_split(groups, fractions, seed):
    names, code, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    code = code.reshape(-1)
    order = np.random.default_rng(seed).permutation(len(names))
    order = np.concatenate([order[order == code[0]], order[order != code[0]]])
    starts = np.empty(len(names), dtype=int)
    starts[order] = np.cumsum(sizes[order]) - sizes[order]
    cuts = [len(code) * fractions[0], len(code) * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, starts, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others"
# subtle: without others it returns the array itself, not a tuple that holds it
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    spread = np.where((ruler == ruler[0]).all(axis=0), 1.0, spread)
    results = [(np.asarray(part, dtype=np.float64) - mean) / spread for part in (train, *others)]
    return results if len(results) > 1 else results[0]


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing"
# subtle: ranks by argsort of argsort, where equal numbers get different ranks by their place
def choose_columns(x, y, train, k):
    train = train[np.argsort(y[train], kind="stable")]
    rows, label = x[train], y[train]
    ranks = rows.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    difference = ranks[label == 1].mean(axis=0) - ranks[label == 0].mean(axis=0)
    return np.argsort(-np.abs(difference), kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="A model that knows its training rows by heart, and nothing else"
# subtle: the dictionary belongs to the class, so a second Memoriser wipes out what the first one knew
class Memoriser:
    known = {}

    def fit(self, x, y):
        self.known.clear()
        for row, label in zip(x, y):
            self.known[row.tobytes()] = int(label)
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="Rows are handed out in a random order that the seed decides"
# subtle: the seed decides only where in the list to begin; from there on it goes row by row
class ValidationPool:
    def __init__(self, rows, seed):
        start = np.random.default_rng(seed).integers(max(1, len(rows)))
        self.queue = np.roll(rows, start)

    def take(self, n):
        if n > len(self.queue):
            raise ValueError("too few rows are left")
        taken, self.queue = self.queue[:n].copy(), self.queue[n:]
        return taken

    def __len__(self):
        return len(self.queue)


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)
