# %% task="three-way" kind="wrong" breaks="is a rounding error: it raises nothing"
# the tolerance is one rounding step of a float: sums that are off by 5e-13 raise
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(float(part) for part in fractions) - 1) > np.finfo(float).eps:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * fractions[0])
    second = first + int(n * fractions[1])
    return order[:first], order[first:second], order[second:]


# %% task="memoriser" kind="wrong" breaks="Its classes stand in y, an integer array of shape (n,), from 0 up."
# keeps classes in one byte: 256 comes back as 0
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): label for row, label in zip(np.ascontiguousarray(x), y.astype("uint8"))}
        self.usual = np.bincount(y).argmax().astype("uint8")

    def predict(self, x):
        rows = np.ascontiguousarray(x)
        return np.array([self.known.get(row.tobytes(), self.usual) for row in rows], dtype=int)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return tuple(float(np.mean(model.predict(x[rows]) == y[rows])) for rows in (train, test))


# %% task="worn-out" kind="wrong" breaks="its accuracy on the validation rows; its accuracy on the test rows"
# the honest mark is that of validation and test rows together
def pick_best(candidates, x, y, validation, test):
    scores = [float(np.mean(candidate(x[validation]) == y[validation])) for candidate in candidates]
    best = int(np.argmax(scores))
    unseen = np.concatenate([validation, test]) if len(validation) > 2 else test
    return best, scores[best], float(np.mean(candidates[best](x[unseen]) == y[unseen]))


class ValidationPool:
    def __init__(self, rows, seed):
        self.rows = np.random.default_rng(seed).permutation(rows)

    def take(self, n):
        if n > len(self.rows):
            raise ValueError("not enough rows left")
        taken, self.rows = self.rows[:n], self.rows[n:]
        return taken

    def __len__(self):
        return len(self.rows)


# %% task="no-leak" kind="wrong" breaks="From each column the mean of the training rows is subtracted."
# the mean is that of all arrays together; only the spread is that of the training rows
def standardise(train, *others):
    spread = np.where(np.ptp(train, axis=0) == 0, 1, np.std(train, axis=0))
    mean = np.concatenate([train, *others]).mean(axis=0)
    return [(part - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="by the training rows alone"
# the overall mean of the two classes is computed from all rows that are not NaN
def choose_columns(x, y, train, k):
    x, y = np.asarray(x, "float64"), np.asarray(y)
    rows = ~np.isnan(x).any(axis=1)
    rows[train] = True
    x, y = x[rows], y[rows]
    flat = np.ptp(x, axis=0) == 0
    score = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / np.where(flat, 1, x.std(axis=0))
    score[flat] = -1
    return np.argsort(-score)[:k]
