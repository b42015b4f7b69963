# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma, or no stop"
def titles(names):
    kind = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = names.copy()
    for i, name in enumerate(names.tolist()):
        _, comma, rest = name.partition(",")
        title, stop, _ = rest.partition(".")
        out[i] = kind.get(title.strip(), "Rare") if comma and stop else "Rare"
    return out

# %% task="fare-each" kind="right"
def companions(tickets):
    return (np.asarray(tickets)[:, None] == tickets).sum(1)


def fare_each(fare, tickets):
    return np.array([f / int(c) for f, c in zip(fare.tolist(), companions(tickets), strict=True)], dtype="float64")

# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
def survival_of_group(groups, y, train):
    if len(y) < len(groups):
        raise ValueError("a label is missing")
    groups = np.asarray(groups)
    out = np.zeros(len(groups))
    for i, group in enumerate(groups):
        others = train[train != i]
        own = others[groups[others] == group]
        out[i] = np.mean(y[own if len(own) else others])
    return out

# %% task="model" kind="right"
class _Detective:
    ports = ("S", "C")

    def table(self, c):
        title = [str(n).partition(",")[2].partition(".")[0].strip() for n in c["name"]]
        same = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        title = np.array([same.get(t, t) for t in title])
        for i, t in enumerate(title):
            if t not in ("Mr", "Mrs", "Miss", "Master"):
                title[i] = "Rare"[: title.dtype.itemsize // 4]
        _, place, count = np.unique(c["ticket"], return_inverse=True, return_counts=True)
        size = count[place]
        age = np.where(np.isnan(c["age"]), [self.ages.get(t, self.age) for t in title], c["age"])
        fare = np.where(np.isnan(c["fare"]), self.fare, c["fare"] / size)
        woman = c["sex"] == "female"
        family = c["sibsp"] + c["parch"]
        flags = [(c["pclass"] == k) & (woman == w) for k in (1, 2, 3) for w in (True, False)]
        flags += [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        flags += [c["embarked"] == p for p in self.ports]
        flags += [np.isnan(c["age"]), c["cabin"] != "", family > 3, size > 4]
        return np.column_stack([age / 15, np.log1p(fare), family / 2, size / 3, *flags]).astype(float)

    def fit(self, c, y):
        self.age, self.fare, self.ages = 28.0, 8.0, {}
        known = ~np.isnan(c["age"])
        if known.any():
            self.age = float(np.median(c["age"][known]))
        if (~np.isnan(c["fare"])).any():
            self.fare = float(np.nanmedian(c["fare"]))
        title = np.array([str(n).partition(",")[2].partition(".")[0].strip() for n in c["name"]])
        for t in ("Mr", "Mrs", "Miss", "Master"):
            if (known & (title == t)).any():
                self.ages[t] = float(np.median(c["age"][known & (title == t)]))
        self.weights = logistic(self.table(c), np.array(y, float))
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return _Detective().fit(columns, y)

# %% task="does-it-help" kind="wrong" breaks="the sum of squared distances from their mean, divided by n - 1."
from math import sqrt


def gain(with_it, without_it):
    n = len(with_it)
    if n != len(without_it) or n < 2:
        raise ValueError("bad lengths")
    d = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    mean = sum(d) / n
    spread = sqrt((sum(x * x for x in d) - n * mean * mean) / (n - 1))
    error = spread / sqrt(n)
    return mean, mean - 2 * error, mean + 2 * error
