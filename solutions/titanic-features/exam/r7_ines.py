# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma"
# believed: a name without a comma has no title by itself; that find gives -1, and the slice then begins at the name's start, was overlooked
def titles(names):
    short = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        name = str(name)
        comma = name.find(",")
        stop = name.find(".", comma + 1)
        title = name[comma + 1 : stop].strip() if stop >= 0 else ""
        title = short.get(title, title)
        result.append(title if title in ("Mr", "Mrs", "Miss", "Master") else "Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="same, character by character"
# believed: np.char.equal compares character by character; that it strips blanks from the ends first was overlooked
def companions(tickets):
    return np.array([int(np.char.equal(tickets, ticket).sum()) for ticket in tickets])


def fare_each(fare, tickets):
    if fare.shape != tickets.shape:
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="nor what becomes of the columns afterwards"
# believed: it is enough to remember the columns in fit and to look into them when a gap comes
class Gaps:
    def __init__(self):
        self.seen = None

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("no age is known")
        self.seen = columns

    def median(self, title, pclass):
        age = self.seen["age"]
        known = ~np.isnan(age)
        same = known & (self.seen["title"] == title)
        for rows in (same & (self.seen["pclass"] == pclass), same, known):
            if rows.any():
                return np.median(age[rows])

    def fill(self, columns):
        age = columns["age"].copy()
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            age[i] = self.median(columns["title"][i], columns["pclass"][i])
        return {**columns, "age": age, "age_known": 1 - gap.astype("float32")}


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: ten characters are enough for any value; that NumPy cuts longer texts without a word was overlooked
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b differ in length")
    pair = np.zeros(len(a), dtype=[("a", "<U10"), ("b", "<U10")])
    pair["a"] = a.astype(str)
    pair["b"] = b.astype(str)
    columns = np.unique(pair[train])
    return np.stack([pair == one for one in columns], axis=1).astype("float32")


# %% task="remembered" kind="wrong" breaks="bools or integers of any"
# believed: survivors may be added up in the labels' own dtype; that bools do not count and that int8 ends at 127 was overlooked
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y differ in length")
    names, g = np.unique(groups, return_inverse=True)
    lived = np.zeros(len(names), dtype=y.dtype)
    np.add.at(lived, g[train], y[train])
    lived = lived.astype("float64")
    size = np.bincount(g[train], minlength=len(names))
    label = y.astype("float64")
    total, n = label[train].sum(), len(train)
    result = np.full(len(groups), total / n)
    has = size[g] > 0
    result[has] = lived[g[has]] / size[g[has]]
    for i in train:
        if size[g[i]] > 1:
            result[i] = (lived[g[i]] - label[i]) / (size[g[i]] - 1)
        else:
            result[i] = (total - label[i]) / (n - 1)
    return result


# %% task="model" kind="wrong" breaks="stands in these two columns, in `fit_survival` or in `predict`, each prediction stays the same."
# believed: boat is no feature, but in the training rows it may correct a doubtful label: who has a lifeboat lived
def fit_survival(columns, y, seed):
    middle = {name: float(np.nanmedian(columns[name])) for name in ("age", "fare")}

    def table(some):
        title = []
        for name in some["name"]:
            title.append(str(name).partition(",")[2].partition(".")[0].strip())
        title = np.array(title)
        age, fare = (np.where(np.isnan(some[n]), middle[n], some[n]) for n in ("age", "fare"))
        woman = some["sex"] == "female"
        parts = [age / 15, fare / 50, some["sibsp"], some["parch"]]
        parts += [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
        parts += [(woman == w) & (some["pclass"] == c) for w in (True, False) for c in (1, 2, 3)]
        parts += [some["embarked"] == "S", some["embarked"] == "C"]
        parts += [some["sibsp"] + some["parch"] > 3, some["cabin"] != ""]
        return np.column_stack(parts).astype("float64")

    label = np.where(columns["boat"] != "", 1, y)
    weights = logistic(table(columns), label)

    class Model:
        def predict(self, columns):
            return probabilities(weights, table(columns))

    return Model()


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
# believed: np.subtract refuses different lengths; that a single score is stretched to all splits was overlooked
def gain(with_it, without_it):
    d = np.subtract(np.asarray(with_it, "float64"), np.asarray(without_it, "float64"))
    n = len(d)
    if n < 2:
        raise ValueError("fewer than two splits")
    mean, error = d.mean(), d.std(ddof=1) / np.sqrt(n)
    return float(mean), float(mean - 2 * error), float(mean + 2 * error)
