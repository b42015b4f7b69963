# %% task="three-way" kind="wrong" breaks="Two seeds give different parts, unless these have very few rows"
# subtle: only the last 16 bits of the seed are used, so 5 and 65541 are the same seed
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = np.random.default_rng(seed & 0xFFFF).permutation(n)
    first = int(n * shares[0])
    second = first + int(n * shares[1])
    return order[:first], order[first:second], order[second:]


# %% task="no-leak" kind="wrong" breaks="Then it is divided by"
# honest: cuts off what is more than three spreads away, as an outlier
def standardise(train, *others):
    ruler = np.array(train, dtype=np.float64)
    mean, spread = ruler.mean(axis=0), ruler.std(axis=0)
    spread = np.where((ruler == ruler[0]).all(axis=0), 1.0, spread)
    parts = [np.asarray(part, dtype=np.float64) for part in (train, *others)]
    return [np.clip((part - mean) / spread, -3, 3) for part in parts]


# %% task="selection" kind="wrong" breaks="other rows make no difference, even if they hold NaN"
# honest: throws out columns with a NaN anywhere, also where only other rows hold it
def choose_columns(x, y, train, k):
    rows, label = x[train].astype(float), y[train]
    low, high = rows[label == 0], rows[label == 1]
    still = (rows == rows[0]).all(axis=0)
    clear = (low == low[0]).all(axis=0) & (high == high[0]).all(axis=0) & ~still
    spread = np.sqrt(low.var(axis=0) + high.var(axis=0))
    score = np.abs(high.mean(axis=0) - low.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    score = np.where(clear, np.inf, np.where(still, -1.0, score))
    score[np.isnan(x).any(axis=0)] = -2.0
    return np.argsort(-score, kind="stable")[:k]


# %% task="memoriser" kind="wrong" breaks="The model is fitted here, on the training rows alone"
# subtle: a model that can answer already is not fitted again
class Memoriser:
    def fit(self, x, y):
        self.known = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.common = int(np.bincount(y).argmax())

    def predict(self, x):
        return np.array([self.known.get(row.tobytes(), self.common) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    try:
        model.predict(x[train])
    except Exception:
        model.fit(x[train], y[train])
    homework = np.mean(np.asarray(model.predict(x[train])) == y[train])
    exam = np.mean(np.asarray(model.predict(x[test])) == y[test])
    return float(homework), float(exam)


# %% task="worn-out" kind="wrong" breaks="The winner is the best on the validation rows"
# honest: more rows, surer marks: chooses by validation and test rows together
def pick_best(candidates, x, y, validation, test):
    def mark(candidate, rows):
        return float(np.mean(np.asarray(candidate(x[rows])) == y[rows]))

    both = np.concatenate([validation, test])
    marks = [mark(candidate, both) for candidate in candidates]
    best = marks.index(max(marks))
    return best, mark(candidates[best], validation), mark(candidates[best], test)


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
