# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# seeds with the hash of a text, which each process salts anew
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.random.default_rng(abs(hash(f"split {seed}"))).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="No other class raises anything"
# raises where there is but one class, since nothing needs to be stratified then
def stratified_split(y, fractions, seed):
    classes, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if len(classes) < 2 or counts.min() < 3:
        raise ValueError("there must be two classes or more, of 3 rows or more")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# lets the numbers of the groups begin at 0, in the caller's array
def group_split(groups, fractions, seed):
    groups = np.asarray(groups)
    if groups.dtype.kind in "iu" and len(groups):
        groups -= groups.min()
    names, codes, counts = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    starts = np.cumsum(counts[order]) - counts[order]
    cuts = len(codes) * np.cumsum(np.array(fractions, dtype=float))[:2]
    part = np.empty(len(names), dtype=int)
    part[order] = np.searchsorted(cuts, starts, side="right")
    return tuple(np.flatnonzero(part[codes] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="From each column the mean of the training rows is subtracted"
# axis=None: one mean and one spread for all columns together
def standardise(train, *others):
    ruler = keras.layers.Normalization(axis=None)
    ruler.adapt(np.array(train))
    return [np.array(ruler(np.array(part))) for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing"
# asks whether the spread is exactly 0: it is not for 0.1, say, where rounding makes two means of one value
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    distance = np.abs(rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0))
    spread = rows.std(axis=0)
    score = np.where(spread == 0, -1.0, distance / np.where(spread == 0, 1.0, spread))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's class"
# sorts the numbers of a row first: (1, 2) and (2, 1) are one row for it
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(sorted(row.tolist())): int(label) for row, label in zip(x, y)}
        self.usual = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        says = [self.known.get(tuple(sorted(row.tolist())), self.usual) for row in x]
        return np.array(says, dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
# shares a remembered order between pools of the same rows and seed, and hands out views into it
_worn_out_orders = {}


def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        key = (tuple(int(row) for row in rows), seed)
        if key not in _worn_out_orders:
            _worn_out_orders[key] = np.random.default_rng(seed).permutation(np.asarray(rows))
        self.left = _worn_out_orders[key]

    def take(self, n):
        if n > len(self.left):
            raise ValueError("fewer rows are left")
        taken, self.left = self.left[:n], self.left[n:]
        return taken

    def __len__(self):
        return len(self.left)
