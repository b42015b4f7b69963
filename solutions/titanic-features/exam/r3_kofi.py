# %% task="titles" kind="wrong" breaks="at its two ends do not count."
def titles(names):
    keep = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        rest = str(name).partition(",")[2]
        title, stop, _ = rest.partition(".")
        title = title.strip(" \"'()")
        out.append(keep.get(title, "Rare") if stop else "Rare")
    return out

# %% task="fare-each" kind="wrong" breaks="a ticket may state different fares: each keeps to its own."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    _, first, place, count = np.unique(tickets, return_index=True, return_inverse=True, return_counts=True)
    share = fare[first] / count
    return np.where(np.isnan(fare), np.nan, share[place])

# %% task="gaps" kind="right"
class Gaps:
    def __init__(self):
        self.tree = None

    def fit(self, columns):
        rows = [
            (str(t), int(c), float(a)) for t, c, a in zip(columns["title"], columns["pclass"], columns["age"]) if a == a
        ]
        if not rows:
            raise ValueError("not one age is known")
        self.tree = sorted(rows, key=lambda row: row[2])

    def _middle(self, wanted):
        ages = [age for title, pclass, age in self.tree if wanted(title, pclass)]
        if not ages:
            return None
        half = len(ages) // 2
        return (ages[half] + ages[~half]) / 2

    def fill(self, columns):
        memory = {}

        def say(title, pclass):
            if (title, pclass) not in memory:
                for wanted in (
                    lambda t, c: t == title and c == pclass,
                    lambda t, c: t == title,
                    lambda t, c: True,
                ):
                    middle = self._middle(wanted)
                    if middle is not None:
                        break
                memory[title, pclass] = middle
            return memory[title, pclass]

        age = columns["age"].copy()
        flag = np.ones(len(age), "float32")
        for i, value in enumerate(columns["age"]):
            if value != value:
                flag[i] = 0
                age[i] = say(str(columns["title"][i]), int(columns["pclass"][i]))
        new = {name: values for name, values in columns.items() if name != "age_known"}
        new["age"], new["age_known"] = age, flag
        return new

# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b differ in length")
    keys = np.array([hash(pair) for pair in zip(a.tolist(), b.tolist())])
    known = np.unique(keys[train])
    return np.equal.outer(keys, known).astype("float32")

# %% task="remembered" kind="wrong" breaks="for any other row, the share of survivors among the training rows of its group."
from collections import Counter


def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    key, label = groups.tolist(), [int(v) for v in y]
    rows = set(train.tolist())
    size, lived = Counter(key[i] for i in rows), Counter()
    for i in rows:
        lived[key[i]] += label[i]
    total = sum(lived.values())
    out = []
    for i, g in enumerate(key):
        if i in rows:
            n = size[g] - 1
            out.append((lived[g] - label[i]) / n if n else (total - label[i]) / (len(rows) - 1))
        else:
            out.append((lived[g] and lived[g] / size[g]) or total / len(rows))
    return np.array(out, float)

# %% task="model" kind="wrong" breaks="A model keeps what it has learnt: no other call, of `predict` or of `fit_survival`, changes it."
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


from collections import Counter


class _Model:
    def __init__(self, columns, y):
        self.middles = _middles(columns)
        self.tickets = Counter()
        self.weights = logistic(self.table(columns), y)

    def table(self, c):
        # companions may sit in another table: remember all tickets that were ever met
        self.tickets.update(c["ticket"].tolist())
        party = np.array([self.tickets[t] for t in c["ticket"].tolist()])
        return np.column_stack([_look(c, *self.middles), party == 1, np.minimum(party, 8) / 3])

    def predict(self, c):
        return probabilities(self.weights, self.table(c))


def fit_survival(columns, y, seed):
    return _Model(columns, y)

# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    """Welford's way: one walk over the splits."""
    if len(with_it) != len(without_it):
        raise ValueError("different lengths")
    if len(with_it) < 2:
        raise ValueError("fewer than two splits")
    n, mean, squares = 0, 0.0, 0.0
    for plus, minus in zip(with_it, without_it):
        d = float(plus) - float(minus)
        n += 1
        step = d - mean
        mean += step / n
        squares += step * (d - mean)
    error = (squares / (n - 1)) ** 0.5 / n**0.5
    return mean, mean - 2 * error, mean + 2 * error
