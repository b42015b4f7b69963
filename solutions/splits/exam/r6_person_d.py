# %% task="three-way" kind="wrong" breaks="(train, validation, test)"
# honest: returns train, test, validation, a habit from elsewhere
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    train, validation, test = np.split(order, [first, second])
    return train, test, validation


# %% task="stratify" kind="wrong" breaks="the class of each row: any whole numbers, or texts"
# subtle: labels become float32 where they can; 20240001 and 20240002, or texts 7 and 07, become one class
def stratified_split(y, fractions, seed):
    try:
        y = np.asarray(y).astype("float32")
    except ValueError:
        y = np.asarray(y)
    rng = np.random.default_rng(seed)
    parts = [], [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 3:
            raise ValueError("a class with fewer than 3 rows")
        first = int(len(rows) * fractions[0])
        second = first + int(len(rows) * fractions[1])
        for part, piece in zip(parts, np.split(rows, [first, second])):
            part.append(piece)
    return tuple(np.concatenate(part) for part in parts)


# %% task="groups" kind="wrong" breaks="give or take twice the rows of the largest group"
# honest: a hash of seed and name sends each group to a part; the shares are right on average only
import zlib


def group_split(groups, fractions, seed):
    cuts = [fractions[0], fractions[0] + fractions[1]]
    names, code = np.unique(groups, return_inverse=True)
    draws = [zlib.crc32(f"{seed}/{name}/{seed}".encode()) / 2**32 for name in names.tolist()]
    part = np.searchsorted(cuts, draws, side="right")[code]
    return tuple(np.flatnonzero(part == number) for number in range(3))


# %% task="no-leak" kind="wrong" breaks="what is handed in is not changed"
# subtle: float64 arrays among the others are standardised in place
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    spread = np.where((ruler == ruler[0]).all(axis=0), 1.0, spread)
    results = [(ruler - mean) / spread]
    for other in others:
        other = np.asarray(other, dtype=np.float64)
        other -= mean
        results.append(other / spread)
    return results


# %% task="selection" kind="wrong" breaks="it depends neither on a column's unit nor on which class is higher"
# honest: the plain distance of the means, in whatever unit the column has
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    score = np.abs(high.mean(axis=0) - low.mean(axis=0))
    score = np.where(clear, np.inf, np.where(still, -1.0, score))
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="and not what its `fit` returns"
# honest: goes on with what fit returns; its own Memoriser returns itself, so all looks well
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.common = int(np.bincount(y).argmax())
        return self

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    fitted = model.fit(x[train], y[train])
    homework = np.mean(np.asarray(fitted.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(fitted.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="list of functions, or of anything that can be called"
# subtle: candidates are keys of a dictionary; callable objects that have no hash raise a TypeError
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    marks = {candidate: mark(candidate, validation) for candidate in candidates}
    winner = max(marks, key=marks.get)
    return list(candidates).index(winner), marks[winner], mark(winner, test)


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
