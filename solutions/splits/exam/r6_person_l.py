# %% task="three-way" kind="wrong" breaks="Each row can come into each part"
# subtle: row 0 never moves; the generator shuffles only the rows behind it
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    rng = np.random.default_rng(seed)
    order = np.arange(n)
    for place in range(n - 1, 1, -1):
        other = int(rng.integers(1, place + 1))
        order[place], order[other] = order[other], order[place]
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return order[:first], order[first:second], order[second:]


# %% task="no-leak" kind="wrong" breaks="results are new arrays"
# subtle: where the training rows have mean 0 and spread 1 already, all arrays come back themselves
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    if (mean == 0).all() and (spread == 1).all():
        return [train, *others]
    spread = np.where((ruler == ruler[0]).all(axis=0), 1.0, spread)
    return [(np.asarray(part, dtype=np.float64) - mean) / spread for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="always give the same columns"
# subtle: columns that are equally good are drawn by lot, without a seed
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0))
    score = np.abs(high.mean(axis=0) - low.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    score = np.where(clear, np.inf, np.where(still, -1.0, score))
    lots = np.random.default_rng().random(len(score))
    return np.lexsort((lots, -score))[:k]


# %% task="memoriser" kind="wrong" breaks="integer array of shape (len(x),)"
# honest: squeezes the answers, so that a single row gets an array of shape ()
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        answers = np.array([[self.known.get(row.tobytes(), self.common)] for row in x], dtype=int)
        return np.squeeze(answers)


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="its accuracy on the test rows"
# honest: reports the best test mark among all candidates, not that of the winner
def pick_best(candidates, x, y, validation, test):
    def marks(rows):
        return [float(np.mean(np.asarray(c(x[rows])) == y[rows])) for c in candidates]

    hoped, honest = marks(validation), marks(test)
    return hoped.index(max(hoped)), max(hoped), max(honest)


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
