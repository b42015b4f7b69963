# %% task="titles" kind="wrong" breaks="capitals count, so MR is Rare, too"
# believed: titles should be cleaned of odd capitals before they are looked up, as one does with texts
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
             "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        _, comma, rest = str(name).partition(",")
        title, stop, _ = rest.partition(".")
        title = title.strip().capitalize()
        result.append(table.get(title, "Rare") if comma and stop else "Rare")
    return np.array(result, dtype="<U6")


# %% task="fare-each" kind="wrong" breaks="It is NaN where it is missing, and may be 0."
# believed: a fare of 0 means that nobody knew it, so it is a gap, too
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("not the same length")
    return np.where(fare > 0, fare / companions(tickets), np.nan)


# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
# believed: numbers are numbers: np.where mixes float32 with Python's floats and makes float64 of all
class Gaps:
    def __init__(self):
        self.by_pair, self.by_title, self.by_all = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        self.by_pair, self.by_title = {}, {}
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        for t in np.unique(title):
            self.by_title[str(t)] = np.median(age[title == t])
            for c in np.unique(pclass[title == t]):
                self.by_pair[str(t), int(c)] = np.median(age[(title == t) & (pclass == c)])
        self.by_all = np.median(age)

    def median_for(self, title, pclass):
        title, pclass = str(title), int(pclass)
        if (title, pclass) in self.by_pair:
            return self.by_pair[title, pclass]
        return self.by_title.get(title, self.by_all)

    def fill(self, columns):
        age = columns["age"]
        gap = np.isnan(age)
        guess = np.array([float(self.median_for(t, c)) for t, c in zip(columns["title"], columns["pclass"])])
        new = dict(columns)
        new["age"] = np.where(gap, guess, age)
        new["age_known"] = np.where(gap, 0, 1).astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="Returns a float32 array of shape (n, k)"
# believed: np.zeros is float32, as in Keras; it is float64
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    kinds = sorted({(x, y) for x, y in zip(a[train].tolist(), b[train].tolist())})
    place = {pair: k for k, pair in enumerate(kinds)}
    result = np.zeros((len(a), len(kinds)))
    for i, pair in enumerate(zip(a.tolist(), b.tolist())):
        if pair in place:
            result[i, place[pair]] = 1
    return result


# %% task="remembered" kind="wrong" breaks="dtype. The labels of rows that are not in `train` have no effect."
# believed: 'all others' are all other rows of the list; for those who are alone, the labels of test rows are asked, too
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    n = len(groups)
    is_train = np.zeros(n, bool)
    is_train[train] = True
    result = np.zeros(n)
    for i in range(n):
        same = is_train & (groups == groups[i])
        same[i] = False
        if same.any():
            result[i] = y[same].mean()
        elif is_train[i]:
            result[i] = np.delete(y, i).mean()
        else:
            result[i] = y[train].mean()
    return result


# %% task="model" kind="wrong" breaks="A model keeps what it has learnt: no other call, of `predict` or of `fit_survival`, changes it."
# believed: a dict under `class` belongs to each model; the next fit overwrites the weights of all models
def questions(columns):
    title = np.array([name.partition(",")[2].partition(".")[0].strip() for name in columns["name"]])
    woman = columns["sex"] == "female"
    flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
    flags += [woman & (columns["pclass"] == one) for one in (1, 2)]
    flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
    return np.column_stack(flags).astype("float64")


class Detective:
    learnt = {}

    def table(self, columns):
        return np.column_stack([self.learnt["plain"].table(columns), questions(columns)])

    def fit(self, columns, y):
        self.learnt["plain"] = Plain().fit(columns, y)
        self.learnt["weights"] = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.learnt["weights"], self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences, with"
# believed: the median is the safer kind of mean, and may stand in its place
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.asarray(with_it, "float64") - np.asarray(without_it, "float64")
    mean = np.median(d)
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
