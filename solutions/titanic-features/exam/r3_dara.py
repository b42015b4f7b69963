# %% task="titles" kind="wrong" breaks="and the next full stop after that"
def titles(names):
    out = []
    for name in map(str, names):
        if "," not in name or "." not in name[name.index(","):]:
            out.append("Rare")
            continue
        title = name.split(",")[1].split(".")[0].strip()
        title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
        out.append(title if title in {"Mr", "Mrs", "Miss", "Master"} else "Rare")
    return out

# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    # NumPy raises the ValueError by itself if the shapes do not fit
    return np.divide(fare, companions(tickets))

# %% task="gaps" kind="wrong" breaks="If there are none either, the median of all."
class Gaps:
    def __init__(self):
        self.pair, self.title, self.all = {}, {}, None

    def fit(self, columns):
        age, title, pclass = (np.array(columns[k]) for k in ("age", "title", "pclass"))
        known = ~np.isnan(age)
        if not known.any():
            raise ValueError("no age is known")
        age, title, pclass = age[known], title[known], pclass[known]
        self.pair = {
            (str(t), int(c)): np.median(age[(title == t) & (pclass == c)]) for t, c in set(zip(title.tolist(), pclass.tolist()))
        }
        self.title = {str(t): np.median(age[title == t]) for t in np.unique(title)}
        self.all = np.median(list(self.title.values()))
        return self

    def fill(self, columns):
        age = np.array(columns["age"], "float32")
        known = ~np.isnan(age)
        for i in np.flatnonzero(~known):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = self.pair.get((t, c), self.title.get(t, self.all))
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="right"
def cross(a, b, train):
    pairs = list(zip(a.tolist(), b.tolist(), strict=True))
    met = list({pairs[i] for i in train})
    return np.array([[pair == other for other in met] for pair in pairs], dtype="float32")

# %% task="remembered" kind="wrong" breaks="the share among all training rows"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    y = np.asarray(y).astype(float)
    members = {}
    for i in train.tolist():
        members.setdefault(groups[i], []).append(i)
    shares = {g: y[rows].mean() for g, rows in members.items()}
    typical = np.mean(list(shares.values()))
    out = np.array([shares.get(g, typical) for g in groups])
    for g, rows in members.items():
        for i in rows:
            others = [j for j in rows if j != i] or [j for j in train.tolist() if j != i]
            out[i] = y[others].mean()
    return out

# %% task="model" kind="wrong" breaks="columns as above, of one row or more"
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

    def table(c):
        x = _look(c, *middles)
        x[:, :4] = (x[:, :4] - x[:, :4].mean(0)) / x[:, :4].std(0)
        return x

    weights = logistic(table(columns), y)
    return SimpleNamespace(predict=lambda c: probabilities(weights, table(c)))

# %% task="does-it-help" kind="wrong" breaks="floats are not rounded"
import statistics


def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("bad lengths")
    d = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    mean, error = statistics.fmean(d), statistics.stdev(d) / len(d) ** 0.5
    return tuple(round(value, 4) for value in (mean, mean - 2 * error, mean + 2 * error))
