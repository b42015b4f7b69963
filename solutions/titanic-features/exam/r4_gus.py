# %% task="titles" kind="wrong" breaks="or no stop after its first comma"
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    def one(name):
        if "," not in name:
            return "Rare"
        return KEEP.get(name.split(",", 1)[1].split(".", 1)[0].strip(), "Rare")

    return [one(str(name)) for name in names]

# %% task="fare-each" kind="wrong" breaks="An empty text is a ticket like any other."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return np.where(tickets == "", 1, count[place])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="A missing one becomes the median of the fitted ages of the same title *and* class."
class Gaps:
    def __init__(self):
        self.medians = None

    def fit(self, columns):
        lists = {}
        for title, pclass, age in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if age == age:
                for key in ((title, pclass), title, None):
                    lists.setdefault(key, []).append(age)
        if not lists:
            raise ValueError("no age is known")
        self.medians = {key: float(np.median(ages)) for key, ages in lists.items()}
        return self

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        missing = np.isnan(age)
        get = self.medians.get
        for row in np.flatnonzero(missing):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            age[row] = get((title, pclass)) or get(title) or get(None)
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="right"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    kinds = {pair: None for pair in (pairs[i] for i in train)}
    table = np.zeros((len(a), len(kinds)), "float32")
    for column, kind in enumerate(kinds):
        for row, pair in enumerate(pairs):
            if pair == kind:
                table[row, column] = 1
    return table

# %% task="remembered" kind="wrong" breaks="in any order, each of them once"
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
    g, own = groups[train], y[train]
    total, n = own.sum(), len(train)
    alone = count[g] == 1
    rest = np.where(alone, (total - own) / (n - 1), (lived[g] - own) / np.maximum(count[g] - 1, 1))
    everyone = np.where(count > 0, lived / np.maximum(count, 1), total / n)
    out = everyone[groups]
    out[inside] = rest
    return out

# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    d = a - b
    se = np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1)) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="wrong" breaks="A model keeps what it has learnt: no other call, of `predict` or of `fit_survival`, changes it."
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
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"]) / party
        family = columns["sibsp"] + columns["parch"]
        flags = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [woman & (pclass == c) for c in (1, 2, 3)] + [~woman & (pclass == c) for c in (1, 2)]
        flags += [columns["embarked"] == port for port in "SC"] + [gap, columns["cabin"] != ""]
        return np.column_stack(
            [age / 15, np.log1p(fare), columns["sibsp"], columns["parch"], np.minimum(family, 5), party > 1, *flags]
        ).astype("float64")

    def fit(self, columns, y):
        self.learn(columns)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


THE_DETECTIVE = Detective()


def fit_survival(columns, y, seed):
    return THE_DETECTIVE.fit(columns, y)
