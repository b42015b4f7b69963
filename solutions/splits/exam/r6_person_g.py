# %% task="three-way" kind="wrong" breaks="stand side by side in the file need not stay together"
# subtle: the file is only turned like a wheel before it is cut
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.roll(np.arange(n), np.random.default_rng(seed).integers(n))
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return order[:first].copy(), order[first:second].copy(), order[second:].copy()


# %% task="stratify" kind="wrong" breaks="Returns three arrays of row numbers like those of `split`"
# subtle: lists turned into arrays; a part that gets no row of any class holds floats
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label)).tolist()
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        parts[0].extend(rows[:first])
        parts[1].extend(rows[first:second])
        parts[2].extend(rows[second:])
    return tuple(np.array(part) for part in parts)


# %% task="groups" kind="wrong" breaks="All rows of a group are in the same one"
# honest: shuffles whole groups, but then cuts the queue of rows exactly, through the group at the cut
def group_split(groups, fractions, seed):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    queue = np.concatenate([np.flatnonzero(groups == name) for name in names])
    first = int(len(queue) * fractions[0])
    second = first + int(len(queue) * fractions[1])
    return tuple(np.split(queue, [first, second]))


# %% task="no-leak" kind="wrong" breaks="numbers will do that are finite, small or huge"
# subtle: replaces NaN (0 / 0) but not the infinities that others get in a column constant in training
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    still = (ruler == ruler[0]).all(axis=0)
    mean, spread = np.where(still, ruler[0], mean), np.where(still, 0.0, spread)
    results = []
    for part in (train, *others):
        with np.errstate(divide="ignore", invalid="ignore"):
            result = (np.asarray(part, dtype=np.float64) - mean) / spread
        result[np.isnan(result)] = 0.0
        results.append(result)
    return results


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows tells nothing"
# subtle: trusts that the mean of equal numbers is that number; seven times 0.1 tells by rounding noise
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    distance = np.abs(high.mean(axis=0) - low.mean(axis=0))
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0))
    with np.errstate(all="ignore"):
        score = distance / spread
    score[distance == 0] = 0.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# honest: any column that agrees is enough, not all of them
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        self.common = int(np.bincount(self.y).argmax())

    def predict(self, x):
        answers = np.full(len(x), self.common)
        for place, row in enumerate(x):
            same = np.flatnonzero((self.x == row).any(axis=1))
            if len(same):
                answers[place] = self.y[same[0]]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="Other pools make no"
# honest: sets the global seed at the start and draws from the global generator at each take
class ValidationPool:
    def __init__(self, rows, seed):
        self.left = np.array(rows)
        np.random.seed(seed)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("too few rows are left")
        order = np.random.permutation(len(self.left))
        taken, self.left = self.left[order[:n]], self.left[order[n:]]
        return taken

    def __len__(self):
        return len(self.left)


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)
