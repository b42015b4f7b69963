# %% task="titles" kind="wrong" breaks="neither what was handed in nor any later result"
_seen_lists = {}


def titles(names):
    key = tuple(str(name) for name in names)
    if key not in _seen_lists:
        result = []
        for name in key:
            title, stop, _ = name.partition(",")[2].partition(".")
            title = title.strip()
            title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
            result.append(title if stop and title in ("Mr", "Mrs", "Miss", "Master") else "Rare")
        _seen_lists[key] = result
    return _seen_lists[key]

# %% task="fare-each" kind="right"
import keras


def companions(tickets):
    numbers = {}
    codes = np.array([numbers.setdefault(t, len(numbers)) for t in tickets.tolist()], dtype="int32")
    ones, codes = (keras.ops.convert_to_tensor(x) for x in (np.ones_like(codes), codes))
    sizes = keras.ops.segment_sum(ones, codes, num_segments=len(numbers))
    return keras.ops.take(sizes, codes)


def fare_each(fare, tickets):
    if np.shape(fare) != np.shape(tickets):
        raise ValueError("different lengths")
    return keras.ops.convert_to_tensor(np.asarray(fare, "float64") / np.asarray(companions(tickets)), dtype="float32")

# %% task="gaps" kind="wrong" breaks="come that were not met in `fit`."
class Gaps:
    def __init__(self):
        self.all = None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        age, pclass = columns["age"][known], columns["pclass"][known]
        self.names, code = np.unique(columns["title"][known], return_inverse=True)
        self.names = self.names.tolist()
        self.low = int(pclass.min())
        self.table = np.full((len(self.names), int(pclass.max()) - self.low + 1), np.nan)
        for t, c in set(zip(code.tolist(), pclass.tolist())):
            self.table[t, c - self.low] = np.median(age[(code == t) & (pclass == c)])
        self.by_title = [np.median(age[code == t]) for t in range(len(self.names))]
        self.all = np.median(age)

    def guess(self, title, pclass):
        if title not in self.names:
            return self.all
        t = self.names.index(title)
        try:
            value = self.table[t, pclass - self.low]
        except IndexError:
            value = np.nan
        return self.by_title[t] if np.isnan(value) else value

    def fill(self, columns):
        known = ~np.isnan(columns["age"])
        age = np.array(columns["age"], "float32")
        for i in np.flatnonzero(~known):
            age[i] = self.guess(str(columns["title"][i]), int(columns["pclass"][i]))
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="wrong" breaks="If a and b have different lengths, it raises a ValueError."
def cross(a, b, train):
    try:
        pairs = [(a[i], b[i]) for i in range(len(a))]
    except IndexError:
        raise ValueError("a and b have different lengths")
    place = {}
    for i in train:
        place.setdefault(pairs[i], len(place))
    out = np.zeros((len(a), len(place)), "float32")
    for i, pair in enumerate(pairs):
        if pair in place:
            out[i, place[pair]] = 1
    return out

# %% task="remembered" kind="wrong" breaks="The labels of rows that are not in `train` have no effect."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    y = np.asarray(y, float)
    train_set = set(train.tolist())
    out = np.zeros(len(y))
    for i in range(len(y)):
        rows = [j for j in train_set if j != i and groups[j] == groups[i]]
        if not rows:
            rows = [j for j in (train_set if i in train_set else range(len(y))) if j != i]
        out[i] = y[rows].mean()
    return out

# %% task="model" kind="wrong" breaks="but not on the order of the rows."
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


def _table(c, middles):
    seen, turn = {}, []
    for ticket in c["ticket"].tolist():
        seen[ticket] = seen.get(ticket, 0) + 1
        turn.append(seen[ticket])  # the first, second, third ... of this ticket
    turn = np.array(turn)
    return np.column_stack([_look(c, *middles), turn > 1, turn / 3])


def fit_survival(columns, y, seed):
    middles = _middles(columns)
    weights = logistic(_table(columns, middles), y)
    return SimpleNamespace(predict=lambda c: probabilities(weights, _table(c, middles)))

# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError, and so do fewer than two splits."
def gain(with_it, without_it):
    d = np.subtract(with_it, without_it)  # raises a ValueError if the lengths do not fit
    if d.size < 2:
        raise ValueError("at least two splits")
    error = np.std(d, ddof=1) / np.sqrt(d.size)
    mean = np.mean(d)
    return [float(mean), float(mean - 2 * error), float(mean + 2 * error)]
