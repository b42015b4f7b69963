# %% task="titles" kind="wrong" breaks="Blanks at its two ends do not count."
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    out = []
    for name in names:
        title, stop, _ = str(name).partition(",")[2].partition(".")
        out.append(KEEP.get(title.removeprefix(" "), "Rare") if stop else "Rare")
    return out

# %% task="fare-each" kind="wrong" breaks="its row counts as a companion all the same"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    known = ~np.isnan(fare)
    out = np.full(len(fare), np.nan)
    if known.any():
        out[known] = fare[known] / companions(tickets[known])
    return out

# %% task="gaps" kind="wrong" breaks="nor what becomes of the columns afterwards"
class Gaps:
    def __init__(self):
        self.columns = None

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("no age is known")
        self.columns = dict(columns)

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        missing = np.isnan(age)
        old = self.columns
        known = ~np.isnan(old["age"])
        for row in np.flatnonzero(missing):
            title = known & (old["title"] == columns["title"][row])
            both = title & (old["pclass"] == columns["pclass"][row])
            who = both if both.any() else title if title.any() else known
            age[row] = np.median(old["age"][who].astype("float64"))
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="right"
def cross(a, b, train):
    if np.shape(a) != np.shape(b):
        raise ValueError("a and b must be equally long")
    done, columns = np.zeros(len(a), bool), []
    for row in train:
        if not done[row]:
            same = (a == a[row]) & (b == b[row])
            done |= same
            columns.append(same)
    return np.stack(columns, axis=1).astype("float32")

# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    rows = [int(t) for t in train]
    share = []
    for i in range(len(groups)):
        witnesses = [j for j in rows if j != i]
        friends = [j for j in witnesses if groups[j] == groups[i]] or witnesses
        share.append(sum(int(y[j]) for j in friends) / len(friends))
    return np.array(share)

# %% task="does-it-help" kind="wrong" breaks="what is handed in is not changed"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    a -= b
    d = a
    se = np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1)) / np.sqrt(len(d))
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
    return Detective().fit(columns, y)
