# %% task="titles" kind="wrong" breaks="Mr, Mrs, Miss and Master stay as they are."
# believed: np.full(n, 'Rare') makes a box for any text; in truth its dtype is <U4, and Master is cut to Mast
def titles(names):
    other = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = np.full(len(names), "Rare")
    for i, name in enumerate(names):
        surname, comma, rest = str(name).partition(",")
        title, stop, _ = rest.partition(".")
        title = title.strip()
        title = other.get(title, title)
        if comma and stop and title in ("Mr", "Mrs", "Miss", "Master"):
            result[i] = title
    return result


# %% task="fare-each" kind="wrong" breaks="Returns an array of integers of shape (n,)."
# believed: np.zeros is a fine box for counts; it holds floats
def companions(tickets):
    result = np.zeros(len(tickets))
    for i, ticket in enumerate(tickets):
        result[i] = (tickets == ticket).sum()
    return result


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="Each object learns for itself."
# believed: names written under `class` belong to each object; these two dicts are shared by all of them
class Gaps:
    by_pair = {}
    by_title = {}
    by_all = None

    def __init__(self):
        pass

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        self.by_pair.clear()
        self.by_title.clear()
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        for t in np.unique(title):
            self.by_title[str(t)] = np.median(age[title == t])
            for c in np.unique(pclass[title == t]):
                self.by_pair[str(t), int(c)] = np.median(age[(title == t) & (pclass == c)])
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


# %% task="crossed" kind="wrong" breaks="A row holds 1 in the column of its own"
# believed: only training rows get a 1; the rows that are asked later are left at zero, although their pair has a column
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    place = {}
    for i in train:
        place.setdefault((a[i], b[i]), len(place))
    result = np.zeros((len(a), len(place)), "float32")
    for i in train:
        result[i, place[a[i], b[i]]] = 1
    return result


# %% task="remembered" kind="wrong" breaks="an array of row numbers, at least two, in any order, each of them once."
# believed: the training rows are the first ones, as in the example, so i < len(train) says whether row i is one
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    n, m = len(groups), len(train)
    result = np.zeros(n)
    for i in range(n):
        others = np.arange(n) < m
        others[i] = False
        same = others & (groups == groups[i])
        result[i] = y[same].mean() if same.any() else y[others].mean()
    return result


# %% task="model" kind="wrong" breaks="what is handed in is not changed."
# believed: `columns` inside the function is my own; new columns are written into the caller's dict
class Detective:
    def table(self, columns):
        columns["title"] = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        columns["family"] = columns["sibsp"] + columns["parch"]
        columns["has_cabin"] = columns["cabin"] != ""
        woman = columns["sex"] == "female"
        flags = [columns["title"] == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [woman & (columns["pclass"] == c) for c in (1, 2)]
        flags += [columns["family"] >= 4, columns["has_cabin"]]
        return np.column_stack([self.plain.table(columns), *flags])

    def fit(self, columns, y):
        self.plain = Plain().fit(columns, y)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError, and so do fewer than two splits."
# believed: zip pairs what there is, and complains otherwise; it drops the splits that only one list has
def gain(with_it, without_it):
    d = np.array([one - other for one, other in zip(with_it, without_it)])
    if len(d) < 2:
        raise ValueError("at least two splits are needed")
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
