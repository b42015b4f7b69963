# %% task="three-way" kind="wrong" breaks="So does a sum that is off by 0.001 or more, whether above 1 or below"
# subtle: the sum is rounded to two digits before it is compared, so 1.004 and 0.996 pass
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or round(sum(shares), 2) != 1:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * shares[0])
    second = min(first + int(n * shares[1]), n)
    return order[:first], order[first:second], order[second:]


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# honest: families first, then those who travel alone fill up what is left
def group_split(groups, fractions, seed):
    names, code, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    code = code.reshape(-1)
    order = np.random.default_rng(seed).permutation(len(names))
    order = np.concatenate([order[sizes[order] > 1], order[sizes[order] == 1]])
    starts = np.empty(len(names), dtype=int)
    starts[order] = np.cumsum(sizes[order]) - sizes[order]
    cuts = [len(code) * fractions[0], len(code) * (fractions[0] + fractions[1])]
    part = np.searchsorted(cuts, starts, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="other, even round a mean of 1000"
# subtle: mean of squares minus square of mean, in float32, where round 1000 nothing is left of it
def standardise(train, *others):
    ruler = np.asarray(train, dtype=np.float32)
    mean = ruler.mean(axis=0)
    variance = (ruler**2).mean(axis=0) - mean**2
    still = (variance <= 0) | (ruler == ruler[0]).all(axis=0)
    spread = np.sqrt(np.where(still, np.float32(1), variance))
    return [(np.asarray(part, dtype=np.float32) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="It is chosen before columns in which the classes overlap"
# honest: the spread of class 0 alone as unit, so a column that is constant there only is infinitely good
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    distance = np.abs(high.mean(axis=0) - low[0])
    flat = (low == low[0]).all(axis=0)
    spread = np.where(flat, 1.0, low.std(axis=0))
    distance = np.where(flat, distance, np.abs(high.mean(axis=0) - low.mean(axis=0)))
    score = np.where(flat & (distance > 0), np.inf, distance / spread)
    score[(rows == rows[0]).all(axis=0)] = -1.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="Use `model` itself"
# subtle: fits a deep copy, so as not to disturb the model that was handed in
import copy


class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    pupil = copy.deepcopy(model)
    pupil.fit(x[train], y[train])
    homework = np.mean(np.asarray(pupil.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(pupil.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="no array has other values after a call"
# subtle: every take writes into one buffer and returns its beginning, so earlier rows are overwritten
class ValidationPool:
    def __init__(self, rows, seed):
        self.queue = np.random.default_rng(seed).permutation(np.array(rows))
        self.buffer = np.empty_like(self.queue)
        self.used = 0

    def take(self, n):
        if n > len(self):
            raise ValueError("too few rows are left")
        self.buffer[:n] = self.queue[self.used : self.used + n]
        self.used += n
        return self.buffer[:n]

    def __len__(self):
        return len(self.queue) - self.used


def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = [mark(candidate, validation) for candidate in candidates]
    best = marks.index(max(marks))
    return best, marks[best], mark(candidates[best], test)
