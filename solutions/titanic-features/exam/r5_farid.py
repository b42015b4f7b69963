# %% task="titles" kind="wrong" breaks="Surnames may have stops in them"
# believed: the well-known pattern 'a blank, letters, a stop' finds the title; it never looks for the comma
import re


def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
             "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        found = re.search(r" ([A-Za-z]+)\.", name)
        result.append(table.get(found.group(1), "Rare") if found else "Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
# believed: zip will complain about different lengths by itself; it stops silently at the shorter one
from collections import Counter


def companions(tickets):
    count = Counter(tickets.tolist())
    return np.array([count[ticket] for ticket in tickets.tolist()])


def fare_each(fare, tickets):
    return np.array([price / people for price, people in zip(fare, companions(tickets))])


# %% task="gaps" kind="wrong" breaks="it takes the place of one that is"
# believed: if there is an age_known already, it knows better than we do, and stays
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
        new = dict(columns)
        age = columns["age"].copy()
        gap = np.isnan(age)
        if "age_known" not in new:
            new["age_known"] = (~gap).astype("float32")
        for i in np.flatnonzero(gap):
            age[i] = self.median_for(columns["title"][i], columns["pclass"][i])
        new["age"] = age
        return new


# %% task="crossed" kind="wrong" breaks="an array of row numbers, at least one, in any order, each of them once."
# believed: the training rows stand first, so their number is all one needs of train
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    n_train = len(train)
    kinds = list(dict.fromkeys(zip(a[:n_train].tolist(), b[:n_train].tolist())))
    result = np.zeros((len(a), len(kinds)), "float32")
    for i, pair in enumerate(zip(a.tolist(), b.tolist())):
        if pair in kinds:
            result[i, kinds.index(pair)] = 1
    return result


# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
# believed: an error will come by itself when lengths differ; with more labels than groups none comes
def survival_of_group(groups, y, train):
    n = len(groups)
    is_train = np.zeros(n, bool)
    is_train[train] = True
    result = np.zeros(n)
    for i in range(n):
        others = is_train.copy()
        others[i] = False
        same = np.flatnonzero(others & (groups == groups[i]))
        if len(same) == 0:
            same = np.flatnonzero(others)
        result[i] = y[same].mean()
    return result


# %% task="model" kind="wrong" breaks="A model keeps what it has learnt: no other call, of `predict` or of `fit_survival`, changes it."
# believed: the asked rows are put behind the kept ones for good, so each predict moves the medians of the next
def questions(columns):
    title = np.array([name.partition(",")[2].partition(".")[0].strip() for name in columns["name"]])
    woman = columns["sex"] == "female"
    flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
    flags += [woman & (columns["pclass"] == one) for one in (1, 2)]
    flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
    return np.column_stack(flags).astype("float64")


class Detective:
    def table(self):
        plain = Plain()
        plain.middle = {name: np.nanmedian(self.rows[name]) for name in ("age", "fare")}
        return np.column_stack([plain.table(self.rows), questions(self.rows)])

    def fit(self, columns, y):
        names = ("pclass", "name", "sex", "age", "sibsp", "parch", "fare", "cabin", "embarked")
        self.rows = {name: columns[name].copy() for name in names}
        self.weights = logistic(self.table(), y)
        return self

    def predict(self, columns):
        # keep the fitted rows, put the asked ones behind them
        self.rows = {name: np.concatenate([kept, columns[name]]) for name, kept in self.rows.items()}
        asked = self.table()[-len(columns["name"]):]
        return probabilities(self.weights, asked)


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="`low` lies two standard errors"
# believed: a gain is never below zero, so the lower end is cut at 0
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.asarray(with_it, "float64") - np.asarray(without_it, "float64")
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = max(0.0, mean - 2 * error), mean + 2 * error
    return mean, low, high
