# %% task="titles" kind="wrong" breaks="Behind the title anything may stand: brackets, quotation marks, more commas, stops and titles."
import re

def titles(names):
    found = [re.search(r",\s*([A-Za-z]+)\s*\.", str(name)) for name in names]
    table = dict(Mr="Mr", Mrs="Mrs", Miss="Miss", Master="Master", Mlle="Miss", Ms="Miss", Mme="Mrs")
    return [table.get(hit.group(1), "Rare") if hit else "Rare" for hit in found]


# %% task="fare-each" kind="wrong" breaks="array of integers of shape (n,)"
def companions(tickets):
    values, place = np.unique(tickets, return_inverse=True)
    ones = np.ones(len(tickets))
    return np.bincount(place, weights=ones)[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError
    return fare / companions(tickets)


# %% task="gaps" kind="right"
import statistics

class Gaps:
    def __init__(self):
        self._ages = None

    def fit(self, columns):
        ages = {}
        for t, c, a in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if a == a:
                for key in [(), (t,), (t, c)]:
                    ages.setdefault(key, []).append(a)
        if () not in ages:
            raise ValueError("no age is known")
        self._ages = {key: statistics.median(values) for key, values in ages.items()}

    def fill(self, columns):
        new = {name: np.array(values) for name, values in columns.items()}
        gap = np.isnan(new["age"])
        new["age"] = new["age"].astype("float32")
        for row in gap.nonzero()[0].tolist():
            t, c = new["title"][row].item(), new["pclass"][row].item()
            new["age"][row] = self._ages.get((t, c), self._ages.get((t,), self._ages[()]))
        new["age_known"] = np.float32(1) - gap.astype("float32")
        return new


# %% task="crossed" kind="right"
import keras

def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    kinds = {}
    for i in train:
        kinds.setdefault(pairs[int(i)], len(kinds))
    spare = len(kinds)
    numbers = np.array([kinds.get(pair, spare) for pair in pairs], dtype="int32")
    return keras.ops.cast(keras.ops.one_hot(numbers, spare + 1)[:, :spare], "float32")


# %% task="remembered" kind="wrong" breaks="what is handed in is not changed"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    others = np.setdiff1d(np.arange(len(y)), train)
    y[others] = 0                           # so that no label of a test row can get in
    _, g = np.unique(groups, return_inverse=True)
    here = np.ones(len(y))
    here[others] = 0
    n = np.bincount(g, here)[g] - here
    s = np.bincount(g, y)[g] - y
    rest = (y.sum() - y) / (len(train) - here)
    return np.divide(s, n, out=rest, where=n > 0)


# %% task="does-it-help" kind="wrong" breaks="the sum of squared distances from their mean, divided by n - 1"
import math

def gain(with_it, without_it):
    n = len(with_it)
    if n != len(without_it) or n < 2:
        raise ValueError("n")
    total = squares = 0.0
    for a, b in zip(with_it, without_it):
        d = float(a) - float(b)
        total, squares = total + d, squares + d * d
    mean = total / n
    spread = math.sqrt((squares - total * mean) / (n - 1))
    return mean, mean - 2 * spread / math.sqrt(n), mean + 2 * spread / math.sqrt(n)


# %% task="model" kind="wrong" breaks="A model keeps what it has learnt"
class _Sleuth:
    ports = ("S", "C")

    def __init__(self, columns, y, seed):
        self.learn(columns, y)
        x = self.table(columns)
        self.members = [logistic(x, y)]

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
        self.groups = groups
        self.cell = {key: float(np.mean(ages)) for key, ages in groups.items()}
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
        # ages are no labels: those of the asked rows make the means better
        for t, c, a in zip(self.titles(columns), columns["pclass"].tolist(), columns["age"].tolist()):
            if not np.isnan(a):
                self.groups.setdefault((t, c), []).append(a)
                self.cell[t, c] = float(np.mean(self.groups[t, c]))
        x = self.table(columns)
        return np.mean([probabilities(weights, x) for weights in self.members], axis=0)


def fit_survival(columns, y, seed):
    return _Sleuth(columns, y, seed)
