# %% task="three-way" kind="right"
# shuffles the parts' numbers, not the rows: each part comes out sorted
def split(n, fractions, seed):
    share = np.array(fractions, dtype="float64")
    if (share <= 0).any() or abs(share.sum() - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    train, validation = np.floor(n * share[:2]).astype(int)
    home = np.repeat([0, 1, 2], [train, validation, n - train - validation])
    home = np.random.RandomState(seed).permutation(home)
    return tuple(map(np.flatnonzero, (home == 0, home == 1, home == 2)))


# %% task="stratify" kind="right"
# a generator for each size of class; classes of one size share the draws
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    home = np.zeros(len(y), dtype=int)
    for label in np.unique(y):
        count = int((y == label).sum())
        if count < 3:
            raise ValueError("each class needs three rows")
        train, validation = int(count * fractions[0]), int(count * fractions[1])
        marks = np.repeat([0, 1, 2], [train, validation, count - train - validation])
        home[y == label] = np.random.default_rng([seed, count]).permutation(marks)
    return tuple(np.flatnonzero(home == part) for part in range(3))


# %% task="groups" kind="right"
# each group, in random order, goes to the part that lacks most rows
def group_split(groups, fractions, seed):
    _, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    lacking = len(group_of) * np.array(fractions, dtype=float)
    home = np.zeros(len(sizes), dtype=int)
    for group in np.random.default_rng(seed).permutation(len(sizes)):
        home[group] = np.argmax(lacking)
        lacking[home[group]] -= sizes[group]
    return [np.flatnonzero(home[group_of] == part) for part in range(3)]


# %% task="no-leak" kind="right"
# functional: one function is the ruler; columns without spread become zeros
def standardise(train, *others):
    train64 = np.array(train, dtype="float64")
    flat = (train64 == train64[0]).all(axis=0)
    centre = np.where(flat, train64[0], train64.mean(axis=0))
    scale = np.where(flat, 0, 1 / np.where(flat, 1, train64.std(axis=0, ddof=1)))

    def measure(part):
        return ((np.array(part, dtype="float64") - centre) * scale).astype("float32")

    return [*map(measure, [train, *others])]


# %% task="selection" kind="right"
# the area under the curve by pairs, taken from whichever side is larger
def choose_columns(x, y, train, k):
    rows, labels = np.asarray(x)[train], np.asarray(y)[train]
    zero, one = rows[labels == 0], rows[labels == 1]
    score = np.empty(rows.shape[1])
    for number in range(rows.shape[1]):
        sign = np.sign(one[:, number][:, None] - zero[:, number][None])
        both = np.ptp(rows[:, number])
        score[number] = -1 if both == 0 else abs(sign.mean())
        if np.ptp(zero[:, number]) == 0 and np.ptp(one[:, number]) == 0 and both > 0:
            score[number] = 2
    return np.argsort(score)[::-1][:k].copy()


# %% task="memoriser" kind="right"
# one np.unique over homework and new rows together
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = x.copy(), y.copy()

    def predict(self, x):
        together = np.concatenate([self.x, x])
        _, number = np.unique(together, axis=0, return_inverse=True)
        number = number.reshape(-1)
        answer = np.full(number.max() + 1, np.bincount(self.y).argmax())
        answer[number[: len(self.x)]] = self.y
        return answer[number[len(self.x):]]


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework, exam = ((model.predict(x[rows]) == y[rows]).mean() for rows in (train, test))
    return float(homework), float(exam)


# %% task="worn-out" kind="right"
# the pool draws from its own generator in each call
def pick_best(candidates, x, y, validation, test):
    def mark(place, rows):
        return float((candidates[place](x[rows]) == y[rows]).mean())

    hoped, best = max((mark(place, validation), place) for place in range(len(candidates)))
    return best, hoped, mark(best, test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rng = np.random.default_rng(seed)
        self.rows = np.array(rows)

    def take(self, n):
        if n > self.rows.size:
            raise ValueError("too few rows are left")
        places = self.rng.choice(self.rows.size, size=n, replace=False)
        taken = self.rows[places]
        self.rows = np.delete(self.rows, places)
        return taken

    def __len__(self):
        return self.rows.size
