# %% task="titles" kind="wrong" breaks="n may be 0"
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    def one(name):
        title, stop, _ = name.partition(",")[2].partition(".")
        return KEEP.get(title.strip(), "Rare") if stop else "Rare"

    return np.vectorize(one)(names)

# %% task="fare-each" kind="wrong" breaks="capitals and blanks count"
def companions(tickets):
    same = np.char.equal(tickets[:, None], tickets[None, :])
    return same.sum(axis=1)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="Titles and classes may come that were not met in `fit`."
class Gaps:
    def __init__(self):
        self.kind = None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        self.title = columns["title"][known].copy()
        self.pclass = columns["pclass"][known].copy()
        self.age = columns["age"][known].astype("float64")

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        missing = np.isnan(age)
        asked = columns["title"].astype(self.title.dtype)
        for row in np.flatnonzero(missing):
            alike = self.title == asked[row]
            both = alike & (self.pclass == columns["pclass"][row])
            who = both if both.any() else alike if alike.any() else slice(None)
            age[row] = np.median(self.age[who])
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="wrong" breaks="an array of row numbers, at least one, in any order, each of them once"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    kinds = dict.fromkeys(pairs[min(train) : max(train) + 1])
    table = np.zeros((len(a), len(kinds)), "float32")
    for column, kind in enumerate(kinds):
        for row, pair in enumerate(pairs):
            if pair == kind:
                table[row, column] = 1
    return table

# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    w = np.zeros(len(y))
    w[train] = 1
    label = (np.asarray(y) != 0) * w
    place = np.unique(groups, return_inverse=True)[1]
    lived, count = np.bincount(place, label)[place] - label, np.bincount(place, w)[place] - w
    return np.where(count > 0, lived / np.maximum(count, 1), (label.sum() - label) / (w.sum() - w))

# %% task="does-it-help" kind="wrong" breaks="Entry i of both belongs to split i."
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    d = np.sort(a) - np.sort(b)
    se = np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1)) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="wrong" breaks="the probability of having survived"
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
        return self.weights[0] + self.table(columns) @ self.weights[1:]


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)
