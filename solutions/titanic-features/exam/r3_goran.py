# %% task="titles" kind="wrong" breaks="n may be 0."
def _title_of(name):
    head, comma, rest = name.partition(",")
    title, stop, rest = rest.partition(".")
    title = title.strip()
    if not (comma and stop):
        return "Rare"
    if title in ("Mlle", "Ms"):
        return "Miss"
    if title == "Mme":
        return "Mrs"
    return title if title in ("Mr", "Mrs", "Miss", "Master") else "Rare"


def titles(names):
    return np.array(np.vectorize(_title_of, otypes=None)(names)).astype("<U6")

# %% task="fare-each" kind="wrong" breaks="A result belongs to the caller: writing into it changes"
from collections import Counter


def companions(tickets):
    count = Counter(map(str, tickets))
    return np.array([count[str(t)] for t in tickets])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    n = companions(tickets)
    if n.max() == 1:
        return fare
    return fare / n

# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
class Gaps:
    def __init__(self):
        self.by = None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age")
        lists = {}
        for t, c, a in zip(columns["title"][known].tolist(), columns["pclass"][known].tolist(), columns["age"][known]):
            for key in ((t, c), (t,), ()):
                lists.setdefault(key, []).append(a)
        self.by = {key: np.float32(np.median(values)) for key, values in lists.items()}
        return self

    def fill(self, columns):
        missing = np.isnan(columns["age"])
        new = dict(columns)
        new["age_known"] = (~missing).astype("float32")
        if missing.any():
            age = columns["age"].copy()
            for i in np.flatnonzero(missing):
                t, c = str(columns["title"][i]), int(columns["pclass"][i])
                age[i] = self.by.get((t, c), self.by.get((t,), self.by[()]))
            new["age"] = age
        return new

# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if a.shape != b.shape:
        raise ValueError("different lengths")
    pairs = np.stack([a, b], axis=1)
    seen = np.unique(pairs[train], axis=0)
    return (pairs[:, None, :] == seen).all(-1).astype("float32")

# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    y = y.astype("float64")
    inside = np.zeros(len(y), bool)
    inside[train] = True
    everybody = y[inside].mean()
    out = np.empty(len(y))
    for i in range(len(y)):
        others = inside & (groups == groups[i])
        others[i] = False
        out[i] = y[others].mean() if others.any() else everybody
    return out

# %% task="model" kind="wrong" breaks="the probability of having survived, for each row in its"
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
    middles = _middles(columns)
    weights = logistic(_look(columns, *middles), y)

    def predict(c):
        score = weights[0] + _look(c, *middles) @ weights[1:]
        return 0.5 + score / 6

    return SimpleNamespace(predict=predict)

# %% task="does-it-help" kind="right"
from statistics import fmean, stdev


def gain(with_it, without_it):
    d = [float(p) - float(q) for p, q in zip(with_it, without_it, strict=True)]
    if len(d) < 2:
        raise ValueError("fewer than two splits")
    two = 2 * stdev(d) / len(d) ** 0.5
    return [fmean(d), fmean(d) - two, fmean(d) + two]
