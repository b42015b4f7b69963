# %% task="three-way" kind="wrong" breaks="A fraction of 0 or below raises a ValueError."
# believed: a fraction of 0 is an empty part, and only a negative one is wrong
def split(n, fractions, seed):
    if min(fractions) < 0:
        raise ValueError("negative fraction")
    if abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must sum to 1")
    idx = np.random.default_rng(seed).permutation(n)
    a, b = int(n * fractions[0]), int(n * (fractions[0] + fractions[1]))
    return idx[:a], idx[a:b], idx[b:]


# %% task="stratify" kind="wrong" breaks="A class with fewer than 3 rows raises a ValueError"
# believed: a class of one or two rows needs no case of its own: its rows go where rounding sends them
def stratified_split(y, fractions, seed):
    rng = np.random.default_rng(seed)
    out = [[], [], []]
    for c in np.unique(y):
        idx = rng.permutation(np.where(y == c)[0])
        a, b = int(len(idx) * fractions[0]), int(len(idx) * (fractions[0] + fractions[1]))
        out[0].append(idx[:a])
        out[1].append(idx[a:b])
        out[2].append(idx[b:])
    return [np.concatenate(o) for o in out]


# %% task="groups" kind="wrong" breaks="Returns three arrays of row numbers like those of `split`, (train, validation, test). Every row"
# believed: np.array of a list of row numbers is an integer array, whether or not the list is empty
def group_split(groups, fractions, seed):
    names = np.unique(groups).tolist()
    np.random.default_rng(seed).shuffle(names)
    members = {g: [] for g in names}
    for i, g in enumerate(groups.tolist()):
        members[g].append(i)
    train, val, test = [], [], []
    for g in names:
        if len(train) < fractions[0] * len(groups):
            train += members[g]
        elif len(val) < fractions[1] * len(groups):
            val += members[g]
        else:
            test += members[g]
    return np.array(train), np.array(val), np.array(test)


# %% task="no-leak" kind="right"
def standardise(train, *others):
    ruler = keras.layers.Normalization(axis=-1)
    ruler.adapt(np.array(train, dtype="float32"))
    return [ruler(np.array(part, dtype="float32")) for part in (train, *others)]


# %% task="selection" kind="wrong" breaks="with one row each or more."
# believed: a class has several training rows, so its spread can be taken over n - 1
def choose_columns(x, y, train, k):
    a, b = x[train][y[train] == 0], x[train][y[train] == 1]
    with np.errstate(all="ignore"):
        t = abs(a.mean(0) - b.mean(0)) / np.sqrt(a.var(0, ddof=1) / len(a) + b.var(0, ddof=1) / len(b))
        constant = np.ptp(x[train], axis=0) == 0
    t[constant] = -1
    return np.argsort(-t)[:k]


# %% task="memoriser" kind="wrong" breaks="fitted model is right. The model is fitted here, on the training rows alone. Use `model` itself"
# believed: the model to be examined is a Memoriser, so a fresh one will do
class Memoriser:
    def fit(self, x, y):
        self.d = {tuple(r): c for r, c in zip(x, y)}
        self.c = np.bincount(y).argmax()

    def predict(self, x):
        return np.array([self.d.get(tuple(r), self.c) for r in x])


def exam_gap(model, x, y, train, test):
    model = Memoriser()
    model.fit(x[train], y[train])
    return np.mean(model.predict(x[train]) == y[train]), np.mean(model.predict(x[test]) == y[test])


# %% task="worn-out" kind="right"
def pick_best(candidates, x, y, validation, test):
    acc = [np.mean(f(x[validation]) == y[validation]) for f in candidates]
    i = int(np.argmax(acc))
    return i, acc[i], np.mean(candidates[i](x[test]) == y[test])


class ValidationPool:
    def __init__(self, rows, seed):
        rows = rows.copy()
        np.random.default_rng(seed).shuffle(rows)
        self.rows = rows

    def take(self, n):
        if n > len(self.rows):
            raise ValueError
        out, self.rows = self.rows[:n].copy(), self.rows[n:]
        return out

    def __len__(self):
        return self.rows.shape[0]
