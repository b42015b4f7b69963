# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma"
# believed: every name in a passenger list has a comma; the case that the text names is overlooked, and [1] fails
def titles(names):
    keep = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
            "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        rest = name.split(",", 1)[1]
        if "." not in rest:
            result.append("Rare")
            continue
        result.append(keep.get(rest.split(".")[0].strip(), "Rare"))
    return result


# %% task="fare-each" kind="wrong" breaks="and blanks count. An empty text is a ticket like any other."
# believed: blanks at the ends of a text are dirt, and cleaning comes first
def companions(tickets):
    clean = np.char.strip(tickets)
    _, which, count = np.unique(clean, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="Fitting again forgets all that was learnt before."
# believed: the new medians overwrite the old ones; those of titles and classes that are gone stay in the dicts
class Gaps:
    def __init__(self):
        self.by_pair = {}
        self.by_title = {}
        self.by_all = None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
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


# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
# believed: each value of a goes with each value of b; pairs that no training row holds get a column, too
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    flags = []
    for x in np.unique(a[train]):
        for y in np.unique(b[train]):
            flags.append((a == x) & (b == y))
    return np.stack(flags, axis=1).astype("float32")


# %% task="remembered" kind="wrong" breaks="an array of row numbers, at least two, in any order, each of them once."
# believed: row number i is also place i in train; so np.delete takes out somebody else's label
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    groups_known, y_known = groups[train], np.asarray(y[train], float)
    in_train = set(train.tolist())
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        g, labels = groups_known, y_known
        if i in in_train and i < len(train):
            g, labels = np.delete(g, i), np.delete(labels, i)
        same = g == groups[i]
        result[i] = labels[same].mean() if same.any() else labels.mean()
    return result


# %% task="model" kind="wrong" breaks="`boat` and `body` have no effect: whatever"
# believed: to throw out training rows that contradict the lifeboat is cleaning, not using it; only `predict` must not ask
def questions(columns):
    title = np.array([name.partition(",")[2].partition(".")[0].strip() for name in columns["name"]])
    woman = columns["sex"] == "female"
    flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
    flags += [woman & (columns["pclass"] == one) for one in (1, 2)]
    flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
    return np.column_stack(flags).astype("float64")


class Detective:
    def fit(self, columns, y):
        # a lifeboat, and yet not saved: the clerk was wrong here, so do not learn from these rows
        sure = np.flatnonzero(~((columns["boat"] != "") & (y == 0)))
        columns, y = rows_of(columns, sure), y[sure]
        self.plain = Plain().fit(columns, y)
        self.weights = logistic(np.column_stack([self.plain.table(columns), questions(columns)]), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, np.column_stack([self.plain.table(columns), questions(columns)]))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError, and so do fewer than two splits."
# believed: NumPy refuses to subtract arrays of different lengths; one of length 1 it stretches instead
def gain(with_it, without_it):
    d = np.asarray(with_it, "float64") - np.asarray(without_it, "float64")
    if len(d) < 2:
        raise ValueError("at least two splits are needed")
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
