# %% task="three-way" kind="wrong" breaks="The same seed gives the same parts, in another Python process, too"
# the generator's seed is the hash of a text, which is another one in each process
def split(n, fractions, seed):
    if any(part <= 0 for part in fractions) or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(abs(hash(f"split {seed}"))).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="wrong" breaks="y:         array of shape (n,), the class of each row: any whole numbers, or texts."
# whole numbers become float32, where large neighbours such as 16777216 and 16777217 are one class
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    if y.dtype.kind in "iu":
        y = y.astype("float32")
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class has fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="Each part holds n times its fraction of *rows*, not groups, give or take twice the rows of the largest group."
# draws a part for each group on its own; the parts' sizes are right on average only
def group_split(groups, fractions, seed):
    names, group_of = np.unique(groups, return_inverse=True)
    share = np.array(fractions, dtype=float)
    home = np.random.default_rng(seed).choice(3, size=len(names), p=share / share.sum())
    return tuple(np.flatnonzero(home[group_of] == part) for part in range(3))


# %% task="no-leak" kind="wrong" breaks="Compute in float32 or better, and round nothing."
# gives the results back in half precision, to save memory
def standardise(train, *others):
    mean, spread = np.mean(train, axis=0), np.std(train, axis=0)
    spread = np.where(np.ptp(train, axis=0) == 0, np.inf, spread)
    return tuple(((part - mean) / spread).astype("float16") for part in (train, *others))


# %% task="selection" kind="wrong" breaks="Returns an integer array of k different column numbers"
# leaves columns without spread out for good: fewer than k come back where too few others are there
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64")[train], np.asarray(y)[train]
    useful = np.flatnonzero(np.ptp(x, axis=0) > 0)
    x = x[:, useful]
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / x.std(axis=0)
    return useful[np.argsort(-score)[:k]]


# %% task="memoriser" kind="wrong" breaks="The model is fitted here, on the training rows alone."
# fits on all rows that are not in the exam, also on those that are in neither list
class Memoriser:
    def fit(self, x, y):
        self.known = {tuple(row): label for row, label in zip(x.tolist(), y.tolist())}
        self.usual = max(set(y.tolist()), key=y.tolist().count)

    def predict(self, x):
        return np.array([self.known.get(tuple(row), self.usual) for row in x.tolist()], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(np.delete(x, test, axis=0), np.delete(y, test))
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="If fewer than n are left it raises a ValueError"
# one off: the last rows can never be taken all together, save when the pool is used up in single steps
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    return best, scores[best], float(np.mean(candidates[best](x[test]) == y[test]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)
        self.size = len(self.rows)

    def take(self, n):
        if n >= len(self.rows) and n == self.size or n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)
