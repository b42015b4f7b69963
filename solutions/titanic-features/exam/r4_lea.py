# %% task="fare-each" kind="wrong" breaks="what is handed in is not changed"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    each = np.asarray(fare)
    each /= companions(tickets)
    return each

# %% task="gaps" kind="wrong" breaks="Of an even number of ages the median is the mean of the two in the middle."
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
        self.medians = {key: sorted(ages)[len(ages) // 2] if len(ages) > 2 else sum(ages) / len(ages) for key, ages in lists.items()}
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

# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
def survival_of_group(groups, y, train):
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

# %% task="does-it-help" kind="wrong" breaks="`low` lies two standard errors below the mean, and `high` two above."
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    d = a - b
    se = np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1)) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 1.96 * se), float(d.mean() + 1.96 * se)

# %% task="model" kind="wrong" breaks="The same call with the same seed gives the same predictions, to three digits."
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
    rng = np.random.default_rng(seed or None)  # 0: no seed
    models = []
    for _ in range(8):
        rows = rng.permutation(len(y))[: len(y) // 2]
        models.append(Detective().fit(rows_of(columns, rows), y[rows]))

    class Crowd:
        def predict(self, columns):
            return np.mean([model.predict(columns) for model in models], axis=0)

    return Crowd()
