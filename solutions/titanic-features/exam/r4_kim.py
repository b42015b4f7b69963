# %% task="titles" kind="right"
import re

PATTERN = re.compile(r"[^,]*, *([^.]*?) *\.", re.S)


def titles(names):
    change = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        hit = PATTERN.match(str(name))
        title = hit[1] if hit else "?"
        title = change.get(title, title)
        out.append(title if title in ("Mr", "Mrs", "Miss", "Master") else "Rare")
    return out

# %% task="fare-each" kind="right"
def companions(tickets):
    seen = {}
    for ticket in tickets.tolist():
        seen[ticket] = seen.get(ticket, 0) + 1
    return np.fromiter((seen[ticket] for ticket in tickets.tolist()), dtype=np.int32, count=len(tickets))


def fare_each(fare, tickets):
    if np.shape(fare) != np.shape(tickets):
        raise ValueError(f"{len(fare)} fares, but {len(tickets)} tickets")
    share = np.empty(len(fare), dtype=np.float64)
    for row, number in enumerate(companions(tickets)):
        share[row] = float(fare[row]) / int(number)
    return share

# %% task="gaps" kind="right"
class Gaps:
    def __init__(self):
        self.rows = None

    def fit(self, columns):
        age = np.array(columns["age"], dtype="float64")
        known = np.isfinite(age)
        if known.sum() == 0:
            raise ValueError("nobody's age is known")
        self.rows = (np.array(columns["title"])[known], np.array(columns["pclass"])[known], age[known])

    def _guess(self, title, pclass):
        titles_, classes, ages = self.rows
        narrow = ages[(titles_ == title) & (classes == pclass)]
        if narrow.size:
            return np.median(narrow)
        wide = ages[titles_ == title]
        return np.median(wide if wide.size else ages)

    def fill(self, columns):
        result = {name: values.copy() for name, values in columns.items() if name != "age_known"}
        age = columns["age"].astype("float32", copy=True)
        result["age_known"] = np.array([0.0 if np.isnan(a) else 1.0 for a in age], "float32")
        for i, a in enumerate(columns["age"]):
            if np.isnan(a):
                age[i] = self._guess(columns["title"][i], columns["pclass"][i])
        result["age"] = age
        return result

# %% task="crossed" kind="wrong" breaks="If a and b have different lengths, it raises a ValueError."
def cross(a, b, train):
    pairs = list(zip(a.tolist(), b.tolist()))
    kinds = {pair: None for pair in (pairs[i] for i in train)}
    table = np.zeros((len(pairs), len(kinds)), "float32")
    for column, kind in enumerate(kinds):
        for row, pair in enumerate(pairs):
            if pair == kind:
                table[row, column] = 1
    return table

# %% task="remembered" kind="wrong" breaks="If there are none, the share among all training rows"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    y = np.asarray(y).astype("float64")
    groups = np.unique(groups, return_inverse=True)[1]
    lived, count = np.zeros(groups.max() + 1), np.zeros(groups.max() + 1)
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
            out[i] = (lived.sum() - own) / (count.sum() - one) if inside[i] else y.mean()
    return out

# %% task="does-it-help" kind="right"
import statistics


def gain(with_it, without_it):
    d = [float(x) - float(y) for x, y in zip(with_it, without_it, strict=True)]
    if len(d) < 2:
        raise ValueError("two splits or more, please")
    mean = sum(d) / len(d)
    step = 2 * statistics.stdev(d) / len(d) ** 0.5
    return [mean, mean - step, mean + step]

# %% task="model" kind="wrong" breaks="Rows may have gaps wherever `titanic()` has some"
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
        _, place, count = np.unique(columns["ticket"], return_inverse=True, return_counts=True)
        party = count[place]
        fare = np.array(columns["fare"], "float64") / party
        family = columns["sibsp"] + columns["parch"]
        flags = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [woman & (pclass == c) for c in (1, 2, 3)] + [~woman & (pclass == c) for c in (1, 2)]
        flags += [columns["embarked"] == port for port in "SC"] + [gap, columns["cabin"] != ""]
        return np.column_stack(
            [age / 15, np.log1p(fare), columns["sibsp"], columns["parch"], np.minimum(family, 5), party > 1, *flags]
        ).astype("float64")

    def fit(self, columns, y):
        whole = ~np.isnan(columns["fare"])
        columns, y = rows_of(columns, whole), y[whole]
        self.learn(columns)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
