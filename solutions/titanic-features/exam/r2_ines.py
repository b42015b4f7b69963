# %% task="titles" kind="wrong" breaks="n may be 0."
def _title_of(name):
    before, comma, after = name.partition(",")
    title, stop, _ = after.partition(".")
    title = title.strip()
    if not comma or not stop:
        return "Rare"
    if title in ("Mr", "Mrs", "Miss", "Master"):
        return title
    return {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, "Rare")


def titles(names):
    return np.vectorize(_title_of)(names).astype("<U6")


# %% task="fare-each" kind="wrong" breaks="the fare of each row over its number of companions"
from collections import Counter

def companions(tickets):
    count = Counter(tickets.tolist())
    return np.array([count[ticket] for ticket in tickets.tolist()])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    # who paid another sum had another berth, and shares with those who paid the same
    berth = [(ticket, round(float(price), 4)) for ticket, price in zip(tickets.tolist(), fare)]
    people = companions(tickets)
    count = Counter(berth)
    return np.array([
        float(price) / (people[i] if np.isnan(price) else count[berth[i]] + sum(np.isnan(fare[tickets == tickets[i]])))
        for i, price in enumerate(fare)
    ])


# %% task="gaps" kind="wrong" breaks="same title *and* class"
class Gaps:
    def __init__(self):
        self.cell, self.title, self.all = {}, {}, None

    def fit(self, columns):
        self.cell, self.title = {}, {}
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        age = columns["age"][known]
        title, pclass = columns["title"][known].tolist(), columns["pclass"][known].tolist()
        for t in set(title):
            self.title[t] = float(np.median(age[[x == t for x in title]]))
        for pair in set(zip(title, pclass)):
            self.cell[pair] = float(np.median(age[[x == pair for x in zip(title, pclass)]]))
        self.all = float(np.median(age))

    def fill(self, columns):
        age = columns["age"].astype("float32")
        gone = np.isnan(age)
        for i in np.flatnonzero(gone):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = self.cell.get((t, c)) or self.title.get(t) or self.all
        return {**columns, "age": age, "age_known": (~gone).astype("float32")}


# %% task="crossed" kind="wrong" breaks="One may be of texts and the other"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    b = b.astype(a.dtype) if a.dtype.kind == "U" else b
    a = a.astype(b.dtype) if b.dtype.kind == "U" else a
    pairs = list(zip(a.tolist(), b.tolist()))
    column = {pair: k for k, pair in enumerate(sorted({pairs[i] for i in train}))}
    out = np.zeros((len(a), len(column)), "float32")
    for i, pair in enumerate(pairs):
        if pair in column:
            out[i, column[pair]] = 1
    return out


# %% task="remembered" kind="wrong" breaks="bools or integers of any"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    keys = groups.tolist()
    names = {key: k for k, key in enumerate(dict.fromkeys(keys))}
    place = np.array([names[key] for key in keys])
    lived = np.zeros(len(names), dtype=y.dtype)
    people = np.zeros(len(names), dtype="int64")
    np.add.at(lived, place[train], y[train])
    np.add.at(people, place[train], 1)
    total = int(y[train].sum())
    inside = set(train.tolist())
    out = np.empty(len(keys))
    for i in range(len(keys)):
        mine = i in inside
        n, s = int(people[place[i]]) - mine, int(lived[place[i]]) - mine * int(y[i])
        out[i] = s / n if n else (total - mine * int(y[i])) / (len(train) - mine)
    return out


# %% task="does-it-help" kind="right"
from collections import namedtuple

Gain = namedtuple("Gain", "mean low high")

def gain(with_it, without_it):
    """Welford's way: one difference after the other."""
    if len(with_it) != len(without_it):
        raise ValueError("different lengths")
    if len(with_it) < 2:
        raise ValueError("fewer than two splits")
    seen, mean, squares = 0, 0.0, 0.0
    for split in range(len(with_it)):
        difference = float(with_it[split]) - float(without_it[split])
        seen += 1
        step = difference - mean
        mean += step / seen
        squares += step * (difference - mean)
    error = (max(squares, 0.0) / (seen - 1) / seen) ** 0.5
    return Gain(mean, mean - 2 * error, mean + 2 * error)


# %% task="model" kind="wrong" breaks="Rows may have gaps wherever `titanic()` has some"
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
        fare = np.where(np.isnan(columns["fare"]), np.nanmedian(columns["fare"]), columns["fare"])
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
