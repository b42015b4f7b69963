# %% task="titles" kind="wrong" breaks="titles may have several words"
# believed: a pattern of one word finds the title or nothing; that search goes on to the next comma behind a longer title was overlooked
import re


def titles(names):
    become = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = [re.search(r",\s*(\w+)\s*\.", str(name)) for name in names]
    return np.array([become.get(one.group(1), "Rare") if one else "Rare" for one in found], dtype="<U6")


# %% task="fare-each" kind="wrong" breaks="How many passengers in these rows have the same ticket, each of them included."
# believed: a ticket is for a family, so a small integer type holds the count; more than 127 rows of a ticket were overlooked
def companions(tickets):
    return np.array([(tickets == ticket).sum(dtype="int8") for ticket in tickets], dtype="int8")


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    with np.errstate(all="ignore"):
        return np.asarray(fare, "float64") / companions(tickets)


# %% task="gaps" kind="wrong" breaks="same title *and* class"
# believed: the title with the class's digits behind it is a safe key; "Mr1" in class 1 beside "Mr" in class 11 was overlooked
class Gaps:
    def __init__(self):
        self.pair = self.title = self.all = None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age")
        pair, title = {}, {}
        for i in np.flatnonzero(known):
            key = str(columns["title"][i])
            pair.setdefault(f"{key}{columns['pclass'][i]}", []).append(columns["age"][i])
            title.setdefault(key, []).append(columns["age"][i])
        self.pair = {k: np.median(v) for k, v in pair.items()}
        self.title = {k: np.median(v) for k, v in title.items()}
        self.all = np.median(columns["age"][known])

    def fill(self, columns):
        age = columns["age"].copy()
        hole = np.isnan(age)
        for i in np.flatnonzero(hole):
            key = str(columns["title"][i])
            age[i] = self.pair.get(f"{key}{columns['pclass'][i]}", self.title.get(key, self.all))
        return {**columns, "age": age, "age_known": (~hole).astype("float32")}


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: a pair is a set of two values; that (x, y) is not (y, x) was overlooked
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths differ")
    pairs = [frozenset(pair) for pair in zip(a.tolist(), b.tolist())]
    place = {}
    for i in train:
        place.setdefault(pairs[i], len(place))
    out = np.zeros((len(pairs), len(place)), "float32")
    for i, pair in enumerate(pairs):
        if pair in place:
            out[i, place[pair]] = 1
    return out


# %% task="remembered" kind="wrong" breaks="the group of each row: texts or whole numbers"
# believed: groups that are numbers count from 0 already, so bincount takes them as they are; negative ones were overlooked
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    g = groups if groups.dtype.kind in "iu" else np.unique(groups, return_inverse=True)[1]
    label = np.asarray(y).astype("float64")
    k = int(g.max()) + 1
    size = np.bincount(g[train], minlength=k).astype("float64")
    lived = np.bincount(g[train], label[train], minlength=k)
    inside = np.zeros(len(g), bool)
    inside[train] = True
    n = size[g] - inside
    s = lived[g] - inside * label
    every, total = inside.sum() - inside, label[train].sum() - inside * label
    return np.where(n > 0, s / np.maximum(n, 1), total / every)


# %% task="model" kind="wrong" breaks="no other call, of `predict` or of `fit_survival`, changes it."
# believed: a passenger's name says who it is, so an answer that was given once may be kept under the name
def fit_survival(columns, y, seed):
    class Remembering(Plain):
        def __init__(self):
            self.told = {}

        def table(self, columns):
            title = np.array([str(n).partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
            more = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
            for sex in ("female", "male"):
                more += [(columns["sex"] == sex) & (columns["pclass"] == c) for c in (1, 2, 3)]
            more += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
            return np.column_stack([Plain.table(self, columns), *more])

        def predict(self, columns):
            fresh = Plain.predict(self, columns)
            for name, p in zip(columns["name"].tolist(), fresh):
                self.told.setdefault(name, p)
            return np.array([self.told[name] for name in columns["name"].tolist()])

    return Remembering().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="their squared distances from their mean by n - 1"
# believed: the spread is the mean distance from the mean; it is the same in the example
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("lengths differ")
    n = len(with_it)
    if n < 2:
        raise ValueError("two splits at least")
    d = np.array(with_it, "float64") - np.array(without_it, "float64")
    spread = np.abs(d - d.mean()).sum() / (n - 1)
    error = spread / n**0.5
    return float(d.mean()), float(d.mean() - 2 * error), float(d.mean() + 2 * error)
