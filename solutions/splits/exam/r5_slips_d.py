# %% task="three-way" kind="wrong" breaks="A sum that is off by less than 1e-12, as that of 0.7 + 0.2 + 0.1, is a rounding error: it raises nothing"
# compares the sum with 1 exactly
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or shares[0] + shares[1] + shares[2] != 1:
        raise ValueError("fractions must be above 0 and add up to 1")
    rows = np.random.default_rng(seed).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return rows[:first], rows[first:second], rows[second:]


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times their fraction, to within one row"
# gives validation and test at least one row of each class, which the training part may lack then
def stratified_split(y, fractions, seed):
    classes, codes, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("a class has fewer than 3 rows")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for code in range(len(classes)):
        rows = rng.permutation(np.flatnonzero(codes == code))
        second, third = (max(1, round(len(rows) * share)) for share in fractions[1:])
        cuts = [len(rows) - second - third, len(rows) - third]
        for part, piece in zip(parts, np.split(rows, cuts)):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# the largest groups first, each into the emptiest part: the largest is always in the training part
def group_split(groups, fractions, seed):
    names, codes, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-counts[order], kind="stable")]
    lack = len(codes) * np.array(fractions, dtype=float)
    part = np.zeros(len(names), dtype=int)
    for group in order:
        part[group] = lack.argmax()
        lack[part[group]] -= counts[group]
    return tuple(np.flatnonzero(part[codes] == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="A spread of 0.001 or of a million is a spread like any other"
# a millionth is added to the variance, as much as the variance of a column with spread 0.001
def standardise(train, *others):
    rows = np.asarray(train, dtype=np.float64)
    mean, variance = rows.mean(axis=0), rows.var(axis=0)
    return [(np.asarray(part) - mean) / np.sqrt(variance + 1e-6) for part in (rows, *others)]


# %% task="selection" kind="wrong" breaks="It is not chosen before one that tells something"
# 0 / 0 is NaN for a constant column, and argsort puts NaN last, where the best are taken from
def choose_columns(x, y, train, k):
    train = np.sort(train)
    rows, labels = x[train].astype(float), y[train]
    distance = np.abs(rows[labels == 1].mean(axis=0) - rows[labels == 0].mean(axis=0))
    with np.errstate(all="ignore"):
        score = distance / rows.std(axis=0)
    return np.argsort(score, kind="stable")[-k:]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class"
# distance 0 in float32: the squares of tiny differences underflow, near rows count as equal
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x.copy(), y.copy()
        values, counts = np.unique(y, return_counts=True)
        self.usual = values[counts.argmax()]
        return self

    def predict(self, x):
        says = np.full(len(x), self.usual, dtype=int)
        for place, row in enumerate(x):
            same = (self.x == row) | (np.square(self.x - row) == 0)
            if same.all(axis=1).any():
                exact = (self.x == row).all(axis=1)
                hits = exact if exact.any() else same.all(axis=1)
                says[place] = self.y[hits.argmax()]
        return says


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    return homework, float(np.mean(model.predict(x[test]) == y[test]))


# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError, and hands out none"
# takes rows one by one and raises when there are no more: those taken by then are lost
def pick_best(candidates, x, y, validation, test):
    marks = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(marks))
    return best, marks[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.random.default_rng(seed).permutation(np.asarray(rows)).tolist()

    def take(self, n):
        taken = []
        while len(taken) < n:
            if not self.left:
                raise ValueError("the pool is empty")
            taken.append(self.left.pop())
        return np.array(taken, dtype=int)

    def __len__(self):
        return len(self.left)
