# %% task="three-way" kind="wrong" breaks="The first two hold n times their fraction of rows, to within one row (exactly one will"
# believed: int(100 * fraction) is the percentage; nothing can be lost, and nobody uses half a per cent
def split(n, fractions, seed):
    if min(fractions) <= 0:
        raise ValueError("All fractions must be > 0.")
    if not np.isclose(sum(fractions), 1.0):
        raise ValueError("Fractions must sum to 1.")
    indices = np.random.RandomState(seed).permutation(n)
    train_percent = int(fractions[0] * 100)
    val_percent = int(fractions[1] * 100)
    train_end = n * train_percent // 100
    val_end = train_end + n * val_percent // 100
    return indices[:train_end], indices[train_end:val_end], indices[val_end:]


# %% task="stratify" kind="wrong" breaks="Of *each class*, the first two hold its number of rows times"
# believed: once the training rows are stratified, the rest is, too, and may be cut at random
def stratified_split(y, fractions, seed):
    random_state = np.random.RandomState(seed)
    classes, counts = np.unique(y, return_counts=True)
    if np.any(counts < 3):
        raise ValueError("The least populated class has fewer than 3 members.")
    train, rest = [], []
    for c in classes:
        members = random_state.permutation(np.where(y == c)[0])
        n_train = round(len(members) * fractions[0])
        train.extend(members[:n_train])
        rest.extend(members[n_train:])
    rest = random_state.permutation(rest)
    n_val = round(len(y) * fractions[1])
    return np.array(train, dtype=int), rest[:n_val].astype(int), rest[n_val:].astype(int)


# %% task="groups" kind="wrong" breaks="each group can come into each part, whatever its name and size."
# believed: the training groups are drawn at random, so those that setdiff1d leaves over are in random order
def group_split(groups, fractions, seed):
    random_state = np.random.RandomState(seed)
    names, counts = np.unique(groups, return_counts=True)
    size = dict(zip(names.tolist(), counts.tolist()))

    def fill(candidates, wanted):
        chosen, held = [], 0
        for g in candidates:
            if held >= wanted:
                break
            chosen.append(g)
            held += size[g.item()]
        return np.array(chosen, dtype=groups.dtype)

    train_groups = fill(random_state.permutation(names), fractions[0] * len(groups))
    rest = np.setdiff1d(names, train_groups)
    val_groups = fill(rest, fractions[1] * len(groups))
    in_train, in_val = np.isin(groups, train_groups), np.isin(groups, val_groups)
    return np.where(in_train)[0], np.where(in_val)[0], np.where(~in_train & ~in_val)[0]


# %% task="no-leak" kind="wrong" breaks="Returns a tuple or list of arrays, first train and then the others in their order"
# believed: a single array needs no tuple around it
def standardise(train, *others):
    mean_ = np.asarray(train, dtype=np.float64).mean(axis=0)
    scale_ = np.asarray(train, dtype=np.float64).std(axis=0)
    scale_[scale_ == 0.0] = 1.0
    transformed = [(X - mean_) / scale_ for X in (train, *others)]
    if len(transformed) == 1:
        return transformed[0]
    return tuple(transformed)


# %% task="selection" kind="wrong" breaks="depends neither on a column's unit nor on which class is higher."
# believed: 1e-8 in the denominator only prevents a division by zero and changes nothing else
def choose_columns(x, y, train, k):
    X_train, y_train = x[train], y[train]
    a, b = X_train[y_train == 0], X_train[y_train == 1]
    pooled = np.sqrt((a.var(axis=0) + b.var(axis=0)) / 2)
    score = np.abs(a.mean(axis=0) - b.mean(axis=0)) / (pooled + 1e-8)
    score[np.ptp(X_train, axis=0) == 0] = -1
    return np.argsort(score)[::-1][:k].copy()


# %% task="memoriser" kind="wrong" breaks="fitted model is right. The model is fitted here, on the training rows alone."
# believed: fit returns the fitted model, as in scikit-learn
from collections import Counter


class Memoriser:
    def fit(self, x, y):
        self.lookup_ = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.majority_ = Counter(y.tolist()).most_common(1)[0][0]
        return self

    def predict(self, x):
        return np.array([self.lookup_.get(row.tobytes(), self.majority_) for row in x], dtype=int)


def exam_gap(model, x, y, train, test):
    fitted = model.fit(x[train], y[train])
    train_accuracy = np.mean(fitted.predict(x[train]) == y[train])
    test_accuracy = np.mean(fitted.predict(x[test]) == y[test])
    return float(train_accuracy), float(test_accuracy)


# %% task="worn-out" kind="wrong" breaks="by however little. Where several are equally good, any of them will do, but the test rows have no"
# believed: more rows give a better choice, so choose by validation and test rows together
def pick_best(candidates, x, y, validation, test):
    both = np.concatenate([validation, test])
    scores = [np.mean(candidate(x[both]) == y[both]) for candidate in candidates]
    best = int(np.argmax(scores))
    winner = candidates[best]
    hoped = float(np.mean(winner(x[validation]) == y[validation]))
    honest = float(np.mean(winner(x[test]) == y[test]))
    return best, hoped, honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.indices = np.random.RandomState(seed).permutation(rows)
        self.used = 0

    def take(self, n):
        if self.used + n > len(self.indices):
            raise ValueError("Not enough rows left.")
        batch = self.indices[self.used : self.used + n].copy()
        self.used += n
        return batch

    def __len__(self):
        return len(self.indices) - self.used
