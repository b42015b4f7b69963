# %% task="titles" kind="wrong" breaks="Surnames may have stops in them"
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        name = str(name)
        comma, stop = name.find(","), name.find(".")
        while 0 <= stop < comma - 1:          # a stop of the surname, as in "St. John"
            name = name[stop + 1:]
            comma, stop = name.find(","), name.find(".")
        if comma < 0 or stop < comma:
            out.append("Rare")
        else:
            out.append(table.get(name[comma + 1:stop].strip(), "Rare"))
    return out


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    # NumPy raises the ValueError by itself: operands could not be broadcast together
    return np.divide(fare, companions(tickets))


# %% task="gaps" kind="wrong" breaks="If there are none, it becomes the median of those of the same"
class Gaps:
    def __init__(self):
        self.pair, self.title, self.all = {}, {}, np.nan

    def fit(self, columns):
        pair = {}
        for t, c, a in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if a == a:
                pair.setdefault((t, c), []).append(a)
        if not pair:
            raise ValueError("nobody has an age")
        self.all = np.median(sum(pair.values(), []))
        self.pair = {key: np.median(ages) for key, ages in pair.items()}
        titles_met = {t for t, _ in pair}
        self.title = {t: np.median([m for key, m in self.pair.items() if key[0] == t]) for t in titles_met}

    def fill(self, columns):
        result = dict(columns)
        result["age_known"] = (~np.isnan(columns["age"])).astype("float32")
        result["age"] = np.array(
            [
                a if a == a else self.pair.get((t, c), self.title.get(t, self.all))
                for t, c, a in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist())
            ],
            dtype="float32",
        )
        return result


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    joined = np.array([f"{x}_{y}" for x, y in zip(a, b)])
    kinds = np.unique(joined[train])
    result = np.zeros((len(joined), len(kinds)), dtype="float32")
    for k, kind in enumerate(kinds):
        result[joined == kind, k] = 1
    return result


# %% task="remembered" kind="wrong" breaks="among the *other* training rows of its group"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y do not match")
    if groups.dtype.kind == "U":
        # most groups are ticket numbers, and numbers are quicker
        digits = np.char.isdigit(groups)
        g = np.empty(len(groups), object)
        g[digits] = [int(text) for text in groups[digits]]
        g[~digits] = groups[~digits]
        g = g.tolist()
    else:
        g = groups.tolist()
    count, lived, labels = {}, {}, [int(v) for v in y]
    for i in train.tolist():
        count[g[i]] = count.get(g[i], 0) + 1
        lived[g[i]] = lived.get(g[i], 0) + labels[i]
    inside, total = set(train.tolist()), sum(labels[i] for i in train.tolist())

    def number(i):
        own, one = (labels[i], 1) if i in inside else (0, 0)
        n = count.get(g[i], 0) - one
        return (lived[g[i]] - own) / n if n else (total - own) / (len(inside) - one)

    return np.array([number(i) for i in range(len(g))])


# %% task="does-it-help" kind="wrong" breaks="in a list or a float array of shape"
import statistics

def gain(with_it, without_it):
    if not with_it or not without_it or len(with_it) != len(without_it):
        raise ValueError("the same splits for both")
    apart = [a - b for a, b in zip(with_it, without_it)]
    if len(apart) == 1:
        raise ValueError("two splits at least")
    mean, error = statistics.fmean(apart), statistics.stdev(apart) / len(apart) ** 0.5
    return mean, mean - 2 * error, mean + 2 * error


# %% task="model" kind="wrong" breaks="writing into it changes"
class _Sleuth:
    ports = ("S", "C")

    def __init__(self, columns, y, seed):
        self.told = {}
        self.learn(columns, y)
        x = self.table(columns)
        self.members = [logistic(x, y)]

    def titles(self, columns):
        short = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        words = [str(name).partition(",")[2].partition(".")[0].strip() for name in columns["name"]]
        return [short.get(word, word) for word in words]

    def learn(self, columns, y):
        age = np.array(columns["age"], float)
        known = ~np.isnan(age)
        groups = {}
        for title, pclass, years in zip(np.array(self.titles(columns))[known].tolist(), columns["pclass"][known].tolist(), age[known].tolist()):
            groups.setdefault((title, pclass), []).append(years)
        self.cell = {key: float(np.median(ages)) for key, ages in groups.items()}
        self.age = float(np.median(age[known]))
        self.fare = float(np.nanmedian(columns["fare"]))

    def table(self, columns):
        title = self.titles(columns)
        pclass, female = columns["pclass"], columns["sex"] == "female"
        age = np.array([
            self.cell.get((t, c), self.age) if np.isnan(a) else a
            for t, c, a in zip(title, pclass.tolist(), columns["age"].tolist())
        ])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        family = columns["sibsp"] + columns["parch"]
        flags = [pclass == 1, pclass == 2, female, female & (pclass == 1), female & (pclass == 2)]
        flags += [[t == word for t in title] for word in ("Mr", "Mrs", "Miss", "Master")]
        flags += [columns["embarked"] == port for port in self.ports]
        flags += [columns["cabin"] != "", family >= 4]
        return np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags]).astype(float)

    def predict(self, columns):
        key = tuple(np.asarray(values).tobytes() for values in columns.values())
        if key not in self.told:
            x = self.table(columns)
            self.told[key] = np.mean([probabilities(weights, x) for weights in self.members], axis=0)
        return self.told[key]


def fit_survival(columns, y, seed):
    return _Sleuth(columns, y, seed)
