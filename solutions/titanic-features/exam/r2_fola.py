# %% task="titles" kind="wrong" breaks="The title stands between the first comma of a name and the next full stop after that comma."
from functools import lru_cache

_full = {}

def titles(names):
    # names come again and again (train, test, plots): look each of them up only once
    out = []
    for name in names:
        key = str(name)[:24]
        if key not in _full:
            surname, comma, rest = str(name).partition(",")
            word, stop, _ = rest.partition(".")
            word = word.strip()
            word = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(word, word)
            good = comma and stop and word in ("Mr", "Mrs", "Miss", "Master")
            _full[key] = word if good else "Rare"
        out.append(_full[key])
    return out


# %% task="fare-each" kind="wrong" breaks="How many passengers in these rows have the same ticket"
def companions(tickets):
    names, place = np.unique(tickets, return_inverse=True)
    count = np.zeros(len(names), dtype="uint8")      # nobody travels with more than eleven
    np.add.at(count, place, 1)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    return fare / companions(tickets).astype(float)


# %% task="gaps" kind="wrong" breaks="where the age was known and 0 where it was not"
class Gaps:
    def __init__(self):
        self.rows = None

    def fit(self, columns):
        age = np.array(columns["age"], "float32")
        keep = np.flatnonzero(~np.isnan(age))
        if len(keep) == 0:
            raise ValueError("there is nothing to learn from")
        self.rows = [(str(columns["title"][i]), int(columns["pclass"][i]), float(age[i])) for i in keep]
        return self

    def fill(self, columns):
        new = dict(columns)
        age = np.array(columns["age"], "float32")
        gap = np.isnan(age)
        new.setdefault("age_known", np.where(gap, 0, 1).astype("float32"))
        for i in np.flatnonzero(gap):
            title, pclass = columns["title"][i], columns["pclass"][i]
            of_title = [row for row in self.rows if row[0] == title]
            of_both = [row for row in of_title if row[1] == pclass]
            age[i] = np.median([row[2] for row in of_both or of_title or self.rows])
        new["age"] = age
        return new


# %% task="crossed" kind="wrong" breaks="A row holds 1 in the column of its own"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    def number(values):
        if values.dtype.kind in "iu":
            return values                                   # numbers are numbers already
        return np.unique(values, return_inverse=True)[1].astype("uint8")
    left, right = number(a), number(b)
    code = left * (right.max() + np.ones(1, right.dtype)[0]) + right
    kinds, first = np.unique(code[train], return_index=True)
    return (code[:, None] == kinds[None, :]).astype("float32")


# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
def survival_of_group(groups, y, train):
    chosen = np.zeros(len(groups), dtype=bool)
    chosen[train] = True
    out = np.zeros(len(groups), dtype="float64")
    if len(y) < len(groups):
        raise ValueError("there are rows without a label")
    for i, group in enumerate(groups):
        others = chosen & (groups == group)
        others[i] = False
        if not others.any():
            others = chosen.copy()
            others[i] = False
        out[i] = np.mean(y[: len(groups)][others])
    return out


# %% task="does-it-help" kind="right"
import statistics

def gain(with_it, without_it):
    apart = [float(a) - float(b) for a, b in zip(with_it, without_it, strict=True)]
    mean, error = statistics.mean(apart) if apart else 0.0, statistics.stdev(apart) / len(apart) ** 0.5
    return [mean, mean - 2 * error, mean + 2 * error]


# %% task="model" kind="wrong" breaks="The same call with the same seed"
class _Sleuth:
    ports = ("S", "C")

    def __init__(self, columns, y, seed):
        self.learn(columns, y)
        self.rng = np.random.default_rng(seed or None)
        x = self.table(columns)
        self.members = [logistic(x[pick], y[pick]) for pick in (self.rng.integers(0, len(y), len(y)) for _ in range(6))]

    def titles(self, columns):
        short = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        words = [str(name).partition(",")[2].partition(".")[0].strip() for name in columns["name"]]
        return [short.get(word, word) for word in words]

    def learn(self, columns, y):
        age = np.array(columns["age"], float)
        known = ~np.isnan(age)
        groups = {}
        for title, pclass, years in zip(np.array(self.titles(columns))[known].tolist(), columns["pclass"][known].tolist(), age[known].tolist()):
            groups.setdefault((title, pclass), []).append(years)
        self.cell = {key: float(np.median(ages)) for key, ages in groups.items()}
        self.age = float(np.median(age[known]))
        self.fare = float(np.nanmedian(columns["fare"]))

    def table(self, columns):
        title = self.titles(columns)
        pclass, female = columns["pclass"], columns["sex"] == "female"
        age = np.array([
            self.cell.get((t, c), self.age) if np.isnan(a) else a
            for t, c, a in zip(title, pclass.tolist(), columns["age"].tolist())
        ])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        family = columns["sibsp"] + columns["parch"]
        flags = [pclass == 1, pclass == 2, female, female & (pclass == 1), female & (pclass == 2)]
        flags += [[t == word for t in title] for word in ("Mr", "Mrs", "Miss", "Master")]
        flags += [columns["embarked"] == port for port in self.ports]
        flags += [columns["cabin"] != "", family >= 4]
        return np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags]).astype(float)

    def predict(self, columns):
        x = self.table(columns)
        return np.mean([probabilities(weights, x) for weights in self.members], axis=0)


def fit_survival(columns, y, seed):
    return _Sleuth(columns, y, seed)
