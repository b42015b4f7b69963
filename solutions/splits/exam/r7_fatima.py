# %% task="three-way" kind="wrong" breaks="A sum that is off by less than 1e-12, as that of 0.7 + 0.2 + 0.1, is a rounding"
# believed: numbers that add up to 1 on paper add up to exactly 1.0 in Python
def split(n, fractions, seed):
    if any(f <= 0 for f in fractions):
        raise ValueError("fractions must be above 0")
    if sum(fractions) != 1:
        raise ValueError("fractions must add up to 1")
    rows = np.random.default_rng(seed).permutation(n)
    a = round(n * fractions[0])
    b = a + round(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]


# %% task="stratify" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# believed: a set of texts has the same order in each Python process
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    train, val, test = [], [], []
    for c in set(y.tolist()):
        rows = np.flatnonzero(y == c)
        if len(rows) < 3:
            raise ValueError("fewer than 3 rows of class " + str(c))
        rng.shuffle(rows)
        a = round(len(rows) * fractions[0])
        b = a + round(len(rows) * fractions[1])
        train.append(rows[:a])
        val.append(rows[a:b])
        test.append(rows[b:])
    return np.concatenate(train), np.concatenate(val), np.concatenate(test)


# %% task="groups" kind="wrong" breaks="The same seed gives the same parts, in another Python"
# believed: shuffling with a seed makes up for any order that the names had before, so a set will do
import random


def group_split(groups, fractions, seed):
    names = list(set(groups.tolist()))
    random.Random(int(seed)).shuffle(names)
    n = len(groups)
    rows_of = {name: [] for name in names}
    for row, name in enumerate(groups.tolist()):
        rows_of[name].append(row)
    parts = [[], [], []]
    for name in names:
        if len(parts[0]) < n * fractions[0]:
            parts[0] += rows_of[name]
        elif len(parts[1]) < n * fractions[1]:
            parts[1] += rows_of[name]
        else:
            parts[2] += rows_of[name]
    return [np.array(part, dtype=int) for part in parts]


# %% task="no-leak" kind="right"
def standardise(train, *others):
    ruler = train.astype("float64")
    mean = ruler.mean(axis=0)
    spread = ruler.std(axis=0, ddof=1)
    spread[spread == 0] = 1
    done = []
    for part in [train] + list(others):
        done.append((part.astype("float64") - mean) / spread)
    return done


# %% task="selection" kind="wrong" breaks="depends neither on a column's unit nor on which class is higher."
# believed: the further the two means lie apart, the better the column
def choose_columns(x, y, train, k):
    x, y = x[train], y[train]
    distance = abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0))
    constant = x.max(axis=0) == x.min(axis=0)
    distance[constant] = -1
    return np.argsort(-distance)[:k]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# believed: (known == row).any() says whether a row is among the known ones
class Memoriser:
    def fit(self, x, y):
        self.x = x.copy()
        self.y = y.copy()
        values, counts = np.unique(y, return_counts=True)
        self.common = values[counts.argmax()]

    def predict(self, x):
        answers = []
        for row in x:
            same = (self.x == row).any(axis=1)
            if same.any():
                answers.append(self.y[same][0])
            else:
                answers.append(self.common)
        return np.array(answers)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = (model.predict(x[train]) == y[train]).mean()
    exam = (model.predict(x[test]) == y[test]).mean()
    return homework, exam


# %% task="worn-out" kind="wrong" breaks="calls in the same order hand out the same rows. Other pools make no"
# believed: random.seed in __init__ belongs to this pool alone
import random


def pick_best(candidates, x, y, validation, test):
    scores = [(c(x[validation]) == y[validation]).mean() for c in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], (candidates[best](x[test]) == y[test]).mean()


class ValidationPool:
    def __init__(self, rows, seed):
        random.seed(int(seed))
        self.left = list(rows)

    def take(self, n):
        if n > len(self.left):
            raise ValueError("the pool has only " + str(len(self.left)) + " rows")
        chosen = random.sample(self.left, n)
        self.left = [row for row in self.left if row not in chosen]
        return np.array(chosen)

    def __len__(self):
        return len(self.left)
