# %% task="titles" kind="wrong" breaks="capitals count, so MR is Rare, too"
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    out = []
    for name in names:
        _, _, rest = str(name).partition(",")
        title, stop, _ = rest.partition(".")
        title = title.strip().capitalize() if stop else ""
        out.append(KEEP.get(title, "Rare"))
    return out

# %% task="fare-each" kind="wrong" breaks="How many passengers in these rows have the same ticket"
def companions(tickets):
    # a ticket is for a handful of people: a byte is plenty
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count.astype("uint8")[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="right"
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
        for row in np.flatnonzero(missing):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            for key in ((title, pclass), title, None):
                if key in self.medians:
                    age[row] = self.medians[key]
                    break
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="right"
def cross(a, b, train):
    p = list(zip(a.tolist(), b.tolist(), strict=True))
    return np.array([[q == k for k in {p[i] for i in train}] for q in p], "float32").reshape(len(p), -1)

# %% task="remembered" kind="right"
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
            out[i] = (lived.sum() - own) / (count.sum() - one)
    return out

# %% task="does-it-help" kind="wrong" breaks="and so do fewer than two splits"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b):
        raise ValueError("different lengths")
    d = a - b
    se = np.sqrt(((d - d.mean()) ** 2).sum() / max(len(d) - 1, 1)) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="wrong" breaks="but not on the order of the rows"
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
        ticket = columns["ticket"]
        place = np.cumsum(np.r_[True, ticket[1:] != ticket[:-1]]) - 1
        party = np.bincount(place)[place]
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


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
