# %% task="three-way" kind="wrong" breaks="A fraction of 0 or below raises a ValueError. So does a sum that is off by 0.001 or more"
# checks with assert, which raises an AssertionError
def split(n, fractions, seed):
    assert min(fractions) > 0, "each fraction must be above 0"
    assert abs(sum(fractions) - 1) < 1e-6, "the fractions must add up to 1"
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size"
# the name of the first group in the alphabet opens the training part in every shuffle
def group_split(groups, fractions, seed):
    import random

    groups = np.asarray(groups)
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = list(range(len(names)))
    dice = random.Random(int(seed))
    for place in range(len(order) - 1, 1, -1):
        other = dice.randint(1, place)
        order[place], order[other] = order[other], order[place]
    order = np.array(order)
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    home = np.zeros(len(names), int)
    cuts = [len(groups) * fractions[0], len(groups) * (fractions[0] + fractions[1])]
    home[order] = np.searchsorted(cuts, middles)
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="memoriser" kind="wrong" breaks="Returns an integer array of shape (len(x),)."
# squeezes the answer: for a single row it has shape ()
class Memoriser:
    def fit(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        self.usual = np.bincount(self.y).argmax()

    def predict(self, x):
        answers = np.full((len(x), 1), self.usual)
        for place, row in enumerate(x):
            same = np.flatnonzero((self.x == row).all(axis=1))
            answers[place] = self.y[same[0]] if len(same) else self.usual
        return np.squeeze(answers)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError, and hands out none."
# counts the rows as used before it looks whether there are so many: after the error the pool is empty
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.used = 0

    def take(self, n):
        start = self.used
        self.used = min(self.used + n, len(self.rows))
        if self.used - start < n:
            raise ValueError("not enough rows left")
        return self.rows[start:self.used]

    def __len__(self):
        return len(self.rows) - self.used


# %% task="selection" kind="wrong" breaks="A column with one value in all training rows of class 0, and another one in all of class 1, tells most."
# spread of class 0 alone; where it is 0 the score is put to 0, even if class 1 has another single value
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    zero, one = x[y == 0], x[y == 1]
    flat = np.ptp(zero, axis=0) == 0
    score = np.abs(one.mean(axis=0) - zero.mean(axis=0)) / np.where(flat, 1, zero.std(axis=0))
    score[flat] = 0
    score[np.ptp(x, axis=0) == 0] = -1
    return np.argsort(-score)[:k]
