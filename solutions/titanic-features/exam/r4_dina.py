# %% task="titles" kind="wrong" breaks="The title stands between the first comma of a name and the next full stop after that comma."
import re

KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    found = []
    for name in names:
        hit = re.search(r",\s*([A-Za-z]+)\s*\.", str(name))
        found.append(KEEP.get(hit.group(1), "Rare") if hit else "Rare")
    return found

# %% task="fare-each" kind="wrong" breaks="character by character"
from collections import Counter


def companions(tickets):
    clean = [int(t) if t.isdecimal() else t for t in tickets.tolist()]
    count = Counter(clean)
    return np.array([count[t] for t in clean])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="Fitting again forgets all that was learnt before."
class Gaps:
    def __init__(self):
        self.lists = {}

    def fit(self, columns):
        lists = self.lists
        for title, pclass, age in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if age == age:
                for key in ((title, pclass), title, None):
                    lists.setdefault(key, []).append(age)
        if not lists:
            raise ValueError("no age is known")
        self.medians = {key: float(np.median(ages)) for key, ages in lists.items()}
        return self

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        missing = np.isnan(age)
        for row in np.flatnonzero(missing):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            for key in ((title, pclass), title, None):
                if key in self.medians:
                    age[row] = self.medians[key]
                    break
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="wrong" breaks="A row whose pair is not among those of the training rows is all zeros."
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    left, right = np.unique(a, return_inverse=True)[1], np.unique(b, return_inverse=True)[1]
    code = left * (right.max() + 1) + right
    kinds = np.unique(code[train])
    column = np.minimum(np.searchsorted(kinds, code), len(kinds) - 1)
    return np.eye(len(kinds), dtype="float32")[column]

# %% task="remembered" kind="wrong" breaks="bools or integers of any dtype"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    y = np.asarray(y)
    groups = np.unique(groups, return_inverse=True)[1]
    lived, count = np.zeros(groups.max() + 1, y.dtype), np.zeros(groups.max() + 1, int)
    np.add.at(lived, groups[train], y[train])
    np.add.at(count, groups[train], 1)
    inside = np.zeros(len(groups), bool)
    inside[train] = True
    out = np.empty(len(groups))
    for i, g in enumerate(groups):
        own, one = (y[i], 1) if inside[i] else (0, 0)
        if count[g] > one:
            out[i] = (lived[g] - own) / (count[g] - one)
        else:
            out[i] = (lived.sum() - own) / (count.sum() - one)
    return out

# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    d = np.array(sorted({x - y for x, y in zip(a.tolist(), b.tolist())}))
    se = d.std(ddof=1) / np.sqrt(len(d)) if len(d) > 1 else 0.0
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="wrong" breaks="`boat` and `body` have no effect"
def word(name):
    title, stop, _ = str(name).partition(",")[2].partition(".")
    title = title.strip()
    return {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title) if stop else "Rare"


class Detective:
    def learn(self, columns):
        title = np.array([word(name) for name in columns["name"]])
        self.age, self.fare = {}, float(np.nanmedian(columns["fare"]))
        for key in set(zip(title.tolist(), columns["pclass"].tolist())):
            ages = columns["age"][(title == key[0]) & (columns["pclass"] == key[1])]
            if not np.isnan(ages).all():
                self.age[key] = float(np.nanmedian(ages))
        self.middle = float(np.nanmedian(columns["age"]))

    def table(self, columns):
        title = np.array([word(name) for name in columns["name"]])
        pclass, woman = columns["pclass"], columns["sex"] == "female"
        guess = [self.age.get(key, self.middle) for key in zip(title.tolist(), pclass.tolist())]
        gap = np.isnan(columns["age"])
        age = np.where(gap, guess, columns["age"])
        _, place, count = np.unique(columns["ticket"], return_inverse=True, return_counts=True)
        party = count[place]
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"]) / party
        family = columns["sibsp"] + columns["parch"]
        flags = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [woman & (pclass == c) for c in (1, 2, 3)] + [~woman & (pclass == c) for c in (1, 2)]
        flags += [columns["embarked"] == port for port in "SC"] + [gap, columns["cabin"] != "", np.array([str(b) in ("", "nan", "-1", "None", "0", "0.0") for b in columns["body"]])]
        return np.column_stack(
            [age / 15, np.log1p(fare), columns["sibsp"], columns["parch"], np.minimum(family, 5), party > 1, *flags]
        ).astype("float64")

    def fit(self, columns, y):
        self.learn(columns)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
