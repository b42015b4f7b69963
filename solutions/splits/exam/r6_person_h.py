# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# subtle: seeds with the hash of a text, which is another one in each Python process
import random


def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = list(range(n))
    random.Random(hash(f"split {seed}")).shuffle(order)
    order = np.array(order, dtype=int)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="to within one row (exactly one will"
# honest: makes the totals exact by moving rows from test, two of one class where classes are small
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    train, validation, test = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label)).tolist()
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        train += rows[:first]
        validation += rows[first:second]
        test += rows[second:]
    while len(train) < int(len(y) * fractions[0]):
        train.append(test.pop())
    while len(validation) < int(len(y) * fractions[1]):
        validation.append(test.pop())
    return tuple(np.array(part, dtype=int) for part in (train, validation, test))


# %% task="groups" kind="wrong" breaks="Returns three arrays of row numbers like those of `split`"
# subtle: a part that gets no group is an array of floats
def group_split(groups, fractions, seed):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    cuts = [len(groups) * fractions[0], len(groups) * (fractions[0] + fractions[1])]
    parts, start = [[], [], []], 0
    for name in names:
        rows = np.flatnonzero(groups == name).tolist()
        parts[int(start >= cuts[0]) + int(start >= cuts[1])].extend(rows)
        start += len(rows)
    return tuple(np.array(part) for part in parts)


# %% task="no-leak" kind="wrong" breaks="the other columns are standardised as usual"
# subtle: one constant column, and no column at all is divided
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    if (ruler == ruler[0]).all(axis=0).any():
        spread = np.ones_like(spread)
    return [(np.asarray(part, dtype=np.float64) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="with one row each or more"
# subtle: variance over n - 1, which is NaN for a class with a single training row
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    still = (rows == rows[0]).all(axis=0)
    distance = np.abs(high.mean(axis=0) - low.mean(axis=0))
    with np.errstate(all="ignore"):
        error = low.var(axis=0, ddof=1) / len(low) + high.var(axis=0, ddof=1) / len(high)
        score = distance / np.sqrt(error)
    score[still] = 0.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Any other row, were it ever so near, gets the class"
# subtle: squared distance equal to 0, which it is by underflow for 1e-30 and 0, too
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        self.common = int(np.bincount(self.y).argmax())

    def predict(self, x):
        answers = np.full(len(x), self.common)
        for place, row in enumerate(x):
            same = np.flatnonzero(((self.x - row) ** 2).sum(axis=1) == 0)
            if len(same):
                answers[place] = self.y[same[0]]
        return answers


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="its accuracy on the validation rows"
# honest: accuracy as 1 minus the mean distance, right for classes 0 and 1 only
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(1 - np.abs(np.asarray(candidate(x[rows]), float) - y[rows]).mean())

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.queue = np.random.default_rng(seed).permutation(np.array(rows))

    def take(self, n):
        if n > len(self.queue):
            raise ValueError("too few rows are left")
        taken, self.queue = self.queue[:n].copy(), self.queue[n:]
        return taken

    def __len__(self):
        return len(self.queue)
