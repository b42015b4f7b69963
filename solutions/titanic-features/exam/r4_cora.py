# %% task="titles" kind="right"
def titles(names):
    d = dict(Mr="Mr", Mrs="Mrs", Miss="Miss", Master="Master", Mlle="Miss", Ms="Miss", Mme="Mrs")
    return [d.get(s.strip(), "Rare") if dot else "Rare" for s, dot, _ in (str(n).partition(",")[2].partition(".") for n in names)]

# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    # NumPy raises a ValueError by itself if the shapes do not fit
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="it takes the place of one that is there already"
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
        out = dict(columns, age=age)
        out.setdefault("age_known", (~missing).astype("float32"))
        return out

# %% task="crossed" kind="wrong" breaks="k is the number of different pairs (a[i], b[i]) among the training rows"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    first = (a[:, None] == np.unique(a[train])).astype("float32")
    second = (b[:, None] == np.unique(b[train])).astype("float32")
    return (first[:, :, None] * second[:, None, :]).reshape(len(a), -1)

# %% task="remembered" kind="wrong" breaks="the share of survivors among the *other* training rows of its group"
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
            prior = (lived.sum() - own) / (count.sum() - one)
            out[i] = (lived[g] - own + prior) / (count[g] - one + 1)
        else:
            out[i] = (lived.sum() - own) / (count.sum() - one)
    return out

# %% task="does-it-help" kind="wrong" breaks="The spread is the root of the sum of squared distances from their mean"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    d = a - b
    se = np.sqrt(((d**2).sum() - d.sum() ** 2 / len(d)) / (len(d) - 1) / len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="right"
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
        # party sizes: of the table that is asked
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


def fit_survival(columns, y, seed):
    rng = np.random.default_rng(seed)
    models = []
    for _ in range(8):
        rows = rng.permutation(len(y))[: 9 * len(y) // 10]
        models.append(Detective().fit(rows_of(columns, rows), y[rows]))

    class Crowd:
        def predict(self, columns):
            return np.mean([model.predict(columns) for model in models], axis=0)

    return Crowd()
