# %% task="titles" kind="right"
def titles(names):
    result = np.full(len(names), "Rare", dtype="<U6")
    for row in range(len(names)):
        title, state = "", 0
        for letter in str(names[row]):
            if state == 0 and letter == ",":
                state = 1
            elif state == 1 and letter == ".":
                state = 2
                break
            elif state == 1:
                title += letter
        if state != 2:
            continue
        title = title.strip(" ")
        if title in ("Miss", "Mlle", "Ms"):
            result[row] = "Miss"
        elif title in ("Mrs", "Mme"):
            result[row] = "Mrs"
        elif title in ("Mr", "Master"):
            result[row] = title
    return result

# %% task="fare-each" kind="wrong" breaks="in any order"
from itertools import groupby


def companions(tickets):
    sizes = []
    for _, run in groupby(tickets.tolist()):
        size = len(list(run))
        sizes += [size] * size
    return np.array(sizes)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="Each object learns for itself."
class Gaps:
    medians = {}

    def __init__(self):
        pass

    def fit(self, columns):
        lists = {}
        for title, pclass, age in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if age == age:
                for key in ((title, pclass), title, None):
                    lists.setdefault(key, []).append(age)
        if not lists:
            raise ValueError("no age is known")
        self.medians.clear()
        self.medians.update({key: float(np.median(ages)) for key, ages in lists.items()})
        return self

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        missing = np.isnan(age)
        for row in np.flatnonzero(missing):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            for key in ((title, pclass), title, None):
                if key in self.medians:
                    age[row] = self.medians[key]
                    break
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = [f"{x}_{y}" for x, y in zip(a, b)]
    kinds = {pair: None for pair in (pairs[i] for i in train)}
    table = np.zeros((len(a), len(kinds)), "float32")
    for column, kind in enumerate(kinds):
        for row, pair in enumerate(pairs):
            if pair == kind:
                table[row, column] = 1
    return table

# %% task="remembered" kind="wrong" breaks="Groups are of any size"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    y = np.asarray(y).astype("int8")
    groups = np.unique(groups, return_inverse=True)[1]
    lived, count = np.zeros(groups.max() + 1, "int8"), np.zeros(groups.max() + 1, int)
    np.add.at(lived, groups[train], y[train])
    np.add.at(count, groups[train], 1)
    inside = np.zeros(len(groups), bool)
    inside[train] = True
    out = np.empty(len(groups))
    for i, g in enumerate(groups):
        own, one = (y[i], 1) if inside[i] else (0, 0)
        if count[g] > one:
            out[i] = (lived[g] - own) / (count[g] - one)
        else:
            out[i] = (lived.sum() - own) / (count.sum() - one)
    return out

# %% task="model" kind="wrong" breaks="no other call, of `predict` or of `fit_survival`, changes it"
def word(name):
    title, stop, _ = str(name).partition(",")[2].partition(".")
    title = title.strip()
    return {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title) if stop else "Rare"


class Detective:
    def learn(self, columns):
        title = np.array([word(name) for name in columns["name"]])
        self.age, self.fare = {}, float(np.nanmedian(columns["fare"]))
        for key in set(zip(title.tolist(), columns["pclass"].tolist())):
            ages = columns["age"][(title == key[0]) & (columns["pclass"] == key[1])]
            if not np.isnan(ages).all():
                self.age[key] = float(np.nanmedian(ages))
        self.middle = float(np.nanmedian(columns["age"]))

    def table(self, columns):
        title = np.array([word(name) for name in columns["name"]])
        pclass, woman = columns["pclass"], columns["sex"] == "female"
        guess = [self.age.get(key, self.middle) for key in zip(title.tolist(), pclass.tolist())]
        gap = np.isnan(columns["age"])
        age = np.where(gap, guess, columns["age"])
        # everybody who was ever met on a ticket counts as a companion
        for ticket, name in zip(columns["ticket"].tolist(), columns["name"].tolist()):
            self.seen.setdefault(ticket, set()).add(name)
        party = np.array([len(self.seen[ticket]) for ticket in columns["ticket"].tolist()])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"]) / party
        family = columns["sibsp"] + columns["parch"]
        flags = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [woman & (pclass == c) for c in (1, 2, 3)] + [~woman & (pclass == c) for c in (1, 2)]
        flags += [columns["embarked"] == port for port in "SC"] + [gap, columns["cabin"] != ""]
        return np.column_stack(
            [age / 15, np.log1p(fare), columns["sibsp"], columns["parch"], np.minimum(family, 5), party > 1, *flags]
        ).astype("float64")

    def fit(self, columns, y):
        self.seen = {}
        self.learn(columns)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
