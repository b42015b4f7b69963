# %% task="titles" kind="wrong" breaks="at its two ends do not count"
# believed: behind a comma there is always exactly one blank, so one can split at comma and blank
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
             "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        _, comma, rest = name.partition(", ")
        title, stop, _ = rest.partition(".")
        result.append(table.get(title, "Rare") if comma and stop else "Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
# believed: NumPy refuses to divide arrays of different lengths; one of length 1 it stretches instead
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    # numpy raises the ValueError for us
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="It holds at least `title` (any texts),"
# believed: titles are the five of task 1, and classes are 1, 2 and 3, so one can go through lists of them
class Gaps:
    def __init__(self):
        self.by_pair, self.by_title, self.by_all = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        self.by_pair, self.by_title = {}, {}
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        for t in ("Mr", "Mrs", "Miss", "Master", "Rare"):
            if (title == t).any():
                self.by_title[t] = np.median(age[title == t])
            for c in (1, 2, 3):
                here = (title == t) & (pclass == c)
                if here.any():
                    self.by_pair[t, c] = np.median(age[here])
        self.by_all = np.median(age)

    def fill(self, columns):
        age = np.array(columns["age"], "float32")
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            title, pclass = str(columns["title"][i]), int(columns["pclass"][i])
            if (title, pclass) in self.by_pair:
                age[i] = self.by_pair[title, pclass]
            elif title in self.by_title:
                age[i] = self.by_title[title]
            else:
                age[i] = self.by_all
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}


# %% task="crossed" kind="filler"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    place = {}
    for pair in zip(a[train].tolist(), b[train].tolist()):
        place.setdefault(pair, len(place))
    result = np.zeros((len(a), len(place)), "float32")
    for i, pair in enumerate(zip(a.tolist(), b.tolist())):
        if pair in place:
            result[i, place[pair]] = 1
    return result


# %% task="remembered" kind="wrong" breaks="what is handed in is not changed."
# believed: to hide the labels of test rows one sets them to 0; this writes into the caller's y
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    is_train = np.zeros(len(y), bool)
    is_train[train] = True
    y[~is_train] = 0
    total, m = int(y.astype(int).sum()), len(train)
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        same = groups == groups[i]
        lived, number = int(y[same].astype(int).sum()), int(is_train[same].sum())
        label, own = int(y[i]), int(is_train[i])
        if number > own:
            result[i] = (lived - label) / (number - own)
        else:
            result[i] = (total - label) / (m - own)
    return result


# %% task="model" kind="wrong" breaks="returns an array of floats of shape (n,): the probability of having survived, for each row in its"
# believed: the asked rows come first in the stacked table; they were put behind, and [:n] are the fitted passengers
class Detective:
    def table(self, columns, crossed):
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        flags = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
        return np.column_stack([self.plain.table(columns), crossed, *flags])

    def fit(self, columns, y):
        self.plain = Plain().fit(columns, y)
        self.sex, self.pclass = columns["sex"].copy(), columns["pclass"].copy()
        self.rows = np.arange(len(y))
        self.weights = logistic(self.table(columns, cross(self.sex, self.pclass, self.rows)), y)
        return self

    def predict(self, columns):
        n = len(columns["name"])
        sex = np.concatenate([self.sex, columns["sex"]])
        pclass = np.concatenate([self.pclass, columns["pclass"]])
        crossed = cross(sex, pclass, self.rows)[:n]
        return probabilities(self.weights, self.table(columns, crossed))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
