# %% task="titles" kind="right"
def titles(names):
    names = np.asarray(names, dtype=str)
    if names.size == 0:
        return np.empty(0, dtype="<U6")
    rest = np.strings.partition(names, ",")[2]
    title, stop, _ = np.strings.partition(rest, ".")
    title = np.strings.strip(title)
    choices = [("Mr",), ("Mrs", "Mme"), ("Miss", "Mlle", "Ms"), ("Master",)]
    tests = [np.isin(title, choice) & (stop == ".") for choice in choices]
    return np.select(tests, [choice[0] for choice in choices], "Rare")

# %% task="fare-each" kind="wrong" breaks="A missing fare stays NaN, and its row"
def companions(tickets):
    _, place = np.unique(tickets, return_inverse=True)
    return np.bincount(place)[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    _, place = np.unique(tickets, return_inverse=True)
    known = ~np.isnan(fare)
    paying = np.bincount(place, known)[place]
    return np.where(known, fare / np.maximum(paying, 1), np.nan)

# %% task="gaps" kind="wrong" breaks="Titles and classes may"
class Gaps:
    def __init__(self):
        self.title = self.pclass = self.age = None

    def fit(self, columns):
        known = np.isfinite(columns["age"])
        if not known.any():
            raise ValueError("nothing to learn from")
        self.title = columns["title"][known]
        self.pclass = columns["pclass"][known].astype(int)
        self.age = columns["age"][known].astype("float64")

    def fill(self, columns):
        title = np.asarray(columns["title"], dtype=self.title.dtype)
        age = columns["age"].astype("float32")
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            same_title = self.title == title[i]
            same = same_title & (self.pclass == columns["pclass"][i])
            pool = self.age[same] if same.any() else self.age[same_title] if same_title.any() else self.age
            age[i] = np.median(pool)
        new = {name: values.copy() for name, values in columns.items()}
        new.update(age=age, age_known=np.where(gap, 0, 1).astype("float32"))
        return new

# %% task="crossed" kind="wrong" breaks="A row whose pair is not among those of the training rows is all zeros."
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    _, i = np.unique(a, return_inverse=True)
    _, j = np.unique(b, return_inverse=True)
    code = i * (j[train].max() + 1) + j
    known = np.unique(code[train])
    return (code[:, None] == known).astype(np.float32)

# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y differ in length")
    rows = [int(r) for r in train]
    result = []
    for i in range(len(groups)):
        others = [r for r in rows if r != i]
        friends = [r for r in others if groups[r] == groups[i]] or others
        result.append(sum(1 for r in friends if y[r]) / len(friends))
    return np.array(result)

# %% task="model" kind="wrong" breaks="The same call with the same seed"
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
    rng = np.random.default_rng(seed or None)
    middles = _middles(columns)
    x = _look(columns, *middles)
    bag = []
    for _ in range(5):
        rows = rng.choice(len(y), len(y) // 2, replace=False)
        bag.append(logistic(x[rows], y[rows]))
    return SimpleNamespace(predict=lambda c: np.mean([probabilities(w, _look(c, *middles)) for w in bag], axis=0))

# %% task="does-it-help" kind="wrong" breaks="two standard errors"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("scores on the same two splits or more")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    error = d.std(ddof=1) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 1.96 * error), float(d.mean() + 1.96 * error)
