# %% task="titles" kind="right"
import re


def titles(names):
    read = re.compile(r"[^,]*, *([^.]*?) *\.")
    plain = {t: t for t in "Mr Mrs Miss Master".split()} | {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    return [plain.get(m[1], "Rare") if (m := read.match(str(name))) else "Rare" for name in names]

# %% task="gaps" kind="wrong" breaks="where the age was known and 0 where it was not; it takes the place of one that is"
class Gaps:
    def __init__(self):
        self.medians = {}

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no known ages")
        groups = {}
        for i in np.flatnonzero(known):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            for key in ((t, c), t, None):
                groups.setdefault(key, []).append(float(columns["age"][i]))
        self.medians = {key: np.median(ages) for key, ages in groups.items()}

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        missing = np.isnan(age)
        for i in np.flatnonzero(missing):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = self.medians.get((t, c), self.medians.get(t, self.medians[None]))
        new = dict(columns)
        new["age"] = age
        # a second fill must not forget which ages were guessed by the first
        earlier = np.asarray(columns.get("age_known", np.ones(len(age))))
        new["age_known"] = (~missing & (earlier > 0)).astype("float32")
        return new

# %% task="crossed" kind="wrong" breaks="what is handed in is not changed."
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b differ in length")
    train.sort()
    columns = {}
    for row in train:
        columns.setdefault((a[row], b[row]), len(columns))
    out = np.zeros((len(a), len(columns)), dtype="float32")
    for row in range(len(a)):
        column = columns.get((a[row], b[row]))
        if column is not None:
            out[row, column] = 1.0
    return out

# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    n = len(groups)
    if n != len(y):
        raise ValueError("groups and y differ in length")
    same = np.equal.outer(np.asarray(groups), np.asarray(groups))[:, train].astype("float64")
    ask = 1.0 - np.equal.outer(np.arange(n), np.asarray(train))
    near = same * ask
    lonely = near.sum(1) == 0
    weight = np.where(lonely[:, None], ask, near)
    return weight @ (np.asarray(y)[train] != 0) / weight.sum(1)

# %% task="model" kind="wrong" breaks="The model knows nothing but what `columns` and `y` say."
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
    archive = titanic()
    fate = {}
    for name, ticket, lived_ in zip(archive["name"].tolist(), archive["ticket"].tolist(), archive["survived"].tolist()):
        fate.setdefault(ticket, []).append((name, lived_))

    def predict(c):
        p = probabilities(weights, _look(c, *middles))
        lift = np.zeros(len(p))
        for i, (name, ticket) in enumerate(zip(c["name"].tolist(), c["ticket"].tolist())):
            others = [one for who, one in fate.get(ticket, []) if who != name]
            lift[i] = np.sum(others) - 0.4 * len(others)
        logit = np.log(p / (1 - p)) + 0.35 * np.clip(lift, -2, 2)
        return 1 / (1 + np.exp(-logit))

    return SimpleNamespace(predict=predict)

# %% task="does-it-help" kind="wrong" breaks="Returns three floats in a tuple or list, (mean, low, high)."
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("bad lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    return d.mean() + np.array([0.0, -2.0, 2.0]) * d.std(ddof=1) / len(d) ** 0.5
