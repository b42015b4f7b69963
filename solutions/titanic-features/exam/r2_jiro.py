# %% task="titles" kind="wrong" breaks="or no stop"
def titles(names):
    same = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names.tolist():
        title = "Rare"
        if "," in name and "." in name:
            title = name[name.index(",") + 1:].split(".")[0].strip()
            title = same.get(title, title)
            if title not in ("Mr", "Mrs", "Miss", "Master"):
                title = "Rare"
        out.append(title)
    return out


# %% task="fare-each" kind="wrong" breaks="An empty text is a ticket like any other."
from collections import Counter

def companions(tickets):
    count = Counter(str(ticket) for ticket in tickets if ticket)
    return np.array([count.get(str(ticket), 1) for ticket in tickets], dtype=int)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets must be of one length")
    return np.asarray(fare) / companions(tickets)


# %% task="gaps" kind="wrong" breaks="and teaches the object nothing"
class Gaps:
    def __init__(self):
        self.seen = []

    def fit(self, columns):
        if not np.any(~np.isnan(columns["age"])):
            raise ValueError("no age is known")
        self.seen = [row for row in self._rows(columns) if not np.isnan(row[2])]

    def _rows(self, columns):
        return list(zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()))

    def fill(self, columns):
        met = {title for title, _, _ in self.seen}
        age = np.array(columns["age"], "float32")
        for i, (title, pclass, years) in enumerate(self._rows(columns)):
            if np.isnan(years):
                both = [a for t, c, a in self.seen if (t, c) == (title, pclass)]
                like = [a for t, c, a in self.seen if t == title]
                age[i] = np.median(both or like or [a for _, _, a in self.seen])
        # a title that fit never met: better a few ages than none, the next time
        self.seen += [row for row in self._rows(columns) if row[0] not in met and not np.isnan(row[2])]
        return {**columns, "age": age, "age_known": (~np.isnan(columns["age"])).astype("float32")}


# %% task="crossed" kind="wrong" breaks="Each pair has its column, in any order."
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have one length")
    pairs = list(zip(a.tolist(), b.tolist()))
    # an empty text says nothing, so it gets no column
    kinds = list(dict.fromkeys(pairs[i] for i in train if pairs[i][0] and pairs[i][1]))
    out = np.zeros((len(pairs), len(kinds)), dtype=np.float32)
    for row, pair in enumerate(pairs):
        if pair in kinds:
            out[row, kinds.index(pair)] = 1.0
    return out


# %% task="remembered" kind="wrong" breaks="an array of row numbers, at least two, in any order"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must have one length")
    _, group = np.unique(groups, return_inverse=True)
    label = y[train].astype(float)
    size = np.bincount(group[train], minlength=group.max() + 1)
    lived = np.bincount(group[train], label, minlength=group.max() + 1)
    result = np.where(size[group] > 0, lived[group] / np.maximum(size[group], 1), label.mean())
    others = size[group[train]] - 1
    of_group = (lived[group[train]] - label) / np.maximum(others, 1)
    of_all = (label.sum() - label) / (len(train) - 1)
    is_train = np.zeros(len(groups), bool)
    is_train[train] = True
    result[is_train] = np.where(others > 0, of_group, of_all)
    return result


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
def gain(with_it, without_it):
    apart = np.subtract(with_it, without_it)     # raises the ValueError if they do not fit
    n = len(apart)
    if n < 2:
        raise ValueError("one split says nothing")
    mean = apart.sum() / n
    error = np.sqrt(((apart - mean) ** 2).sum() / (n - 1) / n)
    return float(mean), float(mean - 2 * error), float(mean + 2 * error)


# %% task="model" kind="wrong" breaks="but not on the order of the rows"
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
        age, above = columns["age"].astype(float), {}
        for i, key in enumerate(zip(title, pclass.tolist())):   # the clerk wrote families together: ask the row above
            if np.isnan(age[i]):
                age[i] = above.get(key, self.cell.get(key, self.age))
            above[key] = age[i]
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
