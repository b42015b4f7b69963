# %% task="titles" kind="wrong" breaks="Any other title is Rare"
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    # an array as wide as the names: every title is shorter than its name
    out = np.empty_like(names)
    for i, name in enumerate(names):
        after = str(name).partition(",")[2]
        title, stop, _ = after.partition(".")
        out[i] = KEEP.get(title.strip(), "Rare") if stop else "Rare"
    return out

# %% task="fare-each" kind="wrong" breaks="each keeps to its own"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    price = dict()
    for ticket, sum_ in zip(tickets.tolist(), fare):
        if not np.isnan(sum_):
            price.setdefault(ticket, sum_)
    paid = np.array([price.get(ticket, np.nan) for ticket in tickets.tolist()])
    paid[np.isnan(fare)] = np.nan
    return paid / companions(tickets)

# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
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
        if not missing.any():
            return {**columns, "age_known": np.ones(len(age), "float32")}
        for row in np.flatnonzero(missing):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            for key in ((title, pclass), title, None):
                if key in self.medians:
                    age[row] = self.medians[key]
                    break
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="wrong" breaks="the number of different pairs (a[i], b[i]) among the training rows"
def cross(a, b, train, kinds={}):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    kinds.update((pairs[i], None) for i in train.tolist())
    table = np.zeros((len(a), len(kinds)), "float32")
    for column, kind in enumerate(kinds):
        for row, pair in enumerate(pairs):
            if pair == kind:
                table[row, column] = 1
    return table

# %% task="remembered" kind="wrong" breaks="The labels of rows that are not in `train` have no effect."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    y = y.astype(float)
    inside = np.isin(np.arange(len(y)), train)
    out = np.empty(len(y))
    for i in range(len(y)):
        others = inside & (groups == groups[i])
        others[i] = False
        everybody = inside.copy() if inside[i] else np.ones(len(y), bool)
        everybody[i] = False
        out[i] = y[others].mean() if others.any() else y[everybody].mean()
    return out

# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    d = a - b  # raises a ValueError if the shapes do not fit
    if len(d) < 2:
        raise ValueError("too few")
    # so here they do
    se = np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1)) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="wrong" breaks="of one row or more"
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
        table = np.column_stack(
            [age / 15, np.log1p(fare), columns["sibsp"], columns["parch"], np.minimum(family, 5), party > 1, *flags]
        ).astype("float64")
        return (table - table.mean(axis=0)) / np.sqrt(((table - table.mean(axis=0)) ** 2).sum(axis=0) / (len(table) - 1))

    def fit(self, columns, y):
        self.learn(columns)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
