# %% task="three-way" kind="wrong" breaks="So does a sum that is off by 0.001 or more"
# believed: only a sum above 1 is an error; with less, some rows are simply left for the test
def split(n, fractions, seed):
    train_share, validation_share, test_share = fractions
    for share in (train_share, validation_share, test_share):
        if share <= 0:
            raise ValueError("a share must be above 0")
    if train_share + validation_share + test_share > 1 + 1e-9:
        raise ValueError("the shares are more than 1 together")
    order = np.random.default_rng(seed).permutation(n)
    first = int(round(n * train_share))
    second = min(n, first + int(round(n * validation_share)))
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="their fraction, to within one row (exactly one will do). The third holds all the rest of that"
# believed: a stratified split must put at least one row of each class in each part
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(y):
        members = rng.permutation(np.nonzero(y == kind)[0])
        count = len(members)
        if count < 3:
            raise ValueError("too few rows of one class for three parts")
        first = int(round(count * fractions[0]))
        first = max(1, min(first, count - 2))
        middle = int(round(count * fractions[1]))
        middle = max(1, min(middle, count - first - 1))
        parts[0].extend(members[:first])
        parts[1].extend(members[first : first + middle])
        parts[2].extend(members[first + middle :])
    return [np.array(part) for part in parts]


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size."
# believed: pack the largest groups first, as in a suitcase; chance among groups of one size is enough
def group_split(groups, fractions, seed):
    rng = np.random.default_rng(seed)
    names, number, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = rng.permutation(len(names))
    order = order[np.argsort(-sizes[order], kind="stable")]
    room = [len(groups) * share for share in fractions]
    place = np.zeros(len(names), dtype=int)
    for group in order:
        roomiest = int(np.argmax(room))
        place[group] = roomiest
        room[roomiest] -= sizes[group]
    return tuple(np.nonzero(place[number] == part)[0] for part in (0, 1, 2))


# %% task="no-leak" kind="wrong" breaks="hold whole numbers, too."
# believed: empty_like makes an array of the right kind for any result
def standardise(train, *others):
    mean = train.mean(axis=0, dtype=np.float64)
    std = train.std(axis=0, dtype=np.float64)
    std = np.where(std == 0, 1, std)
    results = []
    for array in (train,) + others:
        result = np.empty_like(array)
        for column in range(array.shape[1]):
            result[:, column] = (array[:, column] - mean[column]) / std[column]
        results.append(result)
    return tuple(results)


# %% task="selection" kind="wrong" breaks="depends neither on a column's unit nor on which class is higher."
# believed: the distance of the means is divided by the variance (the square root is left out)
def choose_columns(x, y, train, k):
    rows, labels = x[train], y[train]
    score = np.zeros(x.shape[1])
    for column in range(x.shape[1]):
        values = rows[:, column]
        if values.min() == values.max():
            score[column] = -1
            continue
        gap = values[labels == 1].mean() - values[labels == 0].mean()
        score[column] = abs(gap) / values.var()
    return np.argsort(score)[-k:]


# %% task="memoriser" kind="wrong" breaks="A row that is exactly like a training row gets that row's"
# believed: str(row) shows all numbers of a row
class Memoriser:
    def fit(self, x, y):
        self.answers = {}
        for row, label in zip(x, y):
            self.answers[str(row)] = int(label)
        labels = y.tolist()
        self.usual = max(set(labels), key=labels.count)

    def predict(self, x):
        return np.array([self.answers.get(str(row), self.usual) for row in x])


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = float(np.mean(model.predict(x[train]) == y[train]))
    exam = float(np.mean(model.predict(x[test]) == y[test]))
    return homework, exam


# %% task="worn-out" kind="right"
class Mark:
    def __init__(self, candidate, x, y):
        self.candidate, self.x, self.y = candidate, x, y

    def on(self, rows):
        said = self.candidate(self.x[rows])
        return float(np.mean(said == self.y[rows]))


def pick_best(candidates, x, y, validation, test):
    best, hoped = 0, -1.0
    for place, candidate in enumerate(candidates):
        mark = Mark(candidate, x, y).on(validation)
        if mark > hoped:
            best, hoped = place, mark
    return best, hoped, Mark(candidates[best], x, y).on(test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rng = np.random.default_rng(seed)
        self.unused = np.array(rows)

    def take(self, n):
        if n > len(self):
            raise ValueError("the pool does not hold so many rows any more")
        chosen = self.rng.choice(len(self.unused), size=n, replace=False)
        given = self.unused[chosen]
        self.unused = np.delete(self.unused, chosen)
        return given

    def __len__(self):
        return len(self.unused)
