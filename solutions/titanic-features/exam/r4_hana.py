# %% task="titles" kind="wrong" breaks="titles may have several words"
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    answer = []
    for name in names:
        before, comma, after = str(name).partition(",")
        words, stop, _ = after.partition(".")
        last = words.split()[-1] if words.split() else ""
        answer.append(KEEP.get(last, "Rare") if comma and stop else "Rare")
    return answer

# %% task="fare-each" kind="right"
def companions(tickets):
    return (tickets[:, None] == tickets[None]).sum(1)


def fare_each(fare, tickets):
    return np.array([f / c for f, c in zip(fare, companions(tickets), strict=True)], "float64")

# %% task="gaps" kind="wrong" breaks="and teaches the object nothing"
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
        for title, pclass, value in zip(columns["title"].tolist(), columns["pclass"].tolist(), age.tolist()):
            self.medians.setdefault((title, pclass), value)
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="wrong" breaks="Each pair has its column, in any order."
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    left, right = np.unique(a, return_inverse=True)[1], np.unique(b, return_inverse=True)[1]
    code = 10 * left + right
    kinds = np.unique(code[train])
    return (code[:, None] == kinds).astype("float32")

# %% task="remembered" kind="wrong" breaks="their rows need not stand side by side."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    start = np.r_[True, groups[1:] != groups[:-1]]
    run = np.cumsum(start) - 1
    w = np.zeros(len(y))
    w[train] = 1
    label = y.astype(float) * w
    lived, count = np.bincount(run, label)[run] - label, np.bincount(run, w)[run] - w
    rest = (label.sum() - label) / (w.sum() - w)
    return np.where(count > 0, lived / np.maximum(count, 1), rest)

# %% task="model" kind="wrong" breaks="A result belongs to the caller: writing into it changes neither what was handed in nor any later result"
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
        self.said = {}
        self.learn(columns)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        key = tuple(values.tobytes() for name, values in sorted(columns.items()) if name not in ("boat", "body"))
        if key not in self.said:
            self.said[key] = probabilities(self.weights, self.table(columns))
        return self.said[key]


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
