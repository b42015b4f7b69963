# %% task="titles" kind="wrong" breaks="at its two ends do not count."
def titles(names):
    table = dict(Mr="Mr", Mrs="Mrs", Miss="Miss", Master="Master", Mlle="Miss", Ms="Miss", Mme="Mrs")
    result = []
    for name in names:
        parts = str(name).replace(" ", "").split(",", 1)
        if len(parts) == 2 and "." in parts[1]:
            result.append(table.get(parts[1].split(".", 1)[0], "Rare"))
        else:
            result.append("Rare")
    return result

# %% task="fare-each" kind="right"
def companions(tickets):
    line = np.sort(tickets)
    return np.searchsorted(line, tickets, "right") - np.searchsorted(line, tickets, "left")


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("one fare for each ticket, please")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="same title *and* class."
from collections import defaultdict
from statistics import median


class Gaps:
    def __init__(self):
        self.ages = {}

    def fit(self, columns):
        ages = defaultdict(list)
        for title, pclass, age in zip(columns["title"], columns["pclass"], columns["age"]):
            if age == age:
                ages["both", f"{title}{pclass}"].append(float(age))
                ages["title", f"{title}"].append(float(age))
                ages["all"].append(float(age))
        if not ages:
            raise ValueError("no known age")
        self.ages = {key: median(values) for key, values in ages.items()}

    def fill(self, columns):
        new = dict(columns)
        known = ~np.isnan(columns["age"])
        new["age"] = np.array(columns["age"], dtype="float32")
        for i in np.flatnonzero(~known):
            t, c = columns["title"][i], columns["pclass"][i]
            keys = ("both", f"{t}{c}"), ("title", f"{t}"), "all"
            new["age"][i] = next(self.ages[key] for key in keys if key in self.ages)
        new["age_known"] = known.astype("float32")
        return new

# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    columns = [(a == p) & (b == q) for p in np.unique(a[train]) for q in np.unique(b[train])]
    return np.stack(columns, axis=1).astype("float32")

# %% task="remembered" kind="wrong" breaks="the training rows: an array of row numbers, at least two, in any order"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    y = y.astype(float)
    inside = np.isin(np.arange(len(y)), train)
    loo = []
    for i in train:
        same = inside & (groups == groups[i])
        same[i] = False
        rest = inside.copy()
        rest[i] = False
        loo.append(y[same].mean() if same.any() else y[rest].mean())
    out = np.full(len(y), y[inside].mean())
    out[inside] = loo
    for i in np.flatnonzero(~inside):
        same = inside & (groups == groups[i])
        if same.any():
            out[i] = y[same].mean()
    return out

# %% task="model" kind="right"
import numpy as np
from types import SimpleNamespace


def _look(c, age_middle, fare_middle):
    after = [str(n).partition(",")[2].partition(".")[0].strip() for n in c["name"]]
    boy = np.array([t == "Master" for t in after])
    mrs = np.array([t in ("Mrs", "Mme") for t in after])
    miss = np.array([t in ("Miss", "Mlle", "Ms") for t in after])
    rare = ~boy & ~mrs & ~miss & np.array([t != "Mr" for t in after])
    gap = np.isnan(c["age"])
    age = np.where(gap, np.where(boy, 5.0, np.where(miss, 21.0, age_middle)), c["age"])
    _, place, count = np.unique(c["ticket"], return_inverse=True, return_counts=True)
    size = count[place]
    fare = np.log1p(np.where(np.isnan(c["fare"]), fare_middle, c["fare"] / size))
    woman = c["sex"] == "female"
    pairs = [(c["pclass"] == k) & (woman == w) for k in (1, 2, 3) for w in (True, False)]
    family = c["sibsp"] + c["parch"]
    ports = [c["embarked"] == p for p in "SC"]
    flags = [boy, mrs, miss, rare, gap, family > 3, size > 4, c["cabin"] != "", *ports, *pairs]
    return np.column_stack([age / 15, fare, family / 2, size / 3, *flags]).astype("float64")


def _middles(c):
    return [float(np.nanmedian(c[k])) if (~np.isnan(c[k])).any() else 20.0 for k in ("age", "fare")]


def fit_survival(columns, y, seed):
    """A logistic regression and the neighbours in its table, half and half."""
    middles = _middles(columns)
    x, label = _look(columns, *middles), np.array(y, dtype="float64")
    weights = logistic(x, label)
    spread = x.std(0) + 0.5

    class Model:
        def predict(self, columns):
            z = _look(columns, *middles)
            near = np.stack([np.exp(-((((row - x) / spread) ** 2).sum(1))) for row in z])
            crowd = (near @ label + 0.5 * 0.38) / (near.sum(1) + 0.5)
            return 0.7 * probabilities(weights, z) + 0.3 * crowd

    return Model()

# %% task="does-it-help" kind="wrong" breaks="divided by n - 1"
def gain(with_it, without_it):
    n = len(with_it)
    if len(without_it) != n or n < 2:
        raise ValueError("bad lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    spread = np.std(d, ddof=1 if n < 30 else 0)
    error = spread / n**0.5
    return float(d.mean()), float(d.mean() - 2 * error), float(d.mean() + 2 * error)
