# %% task="titles" kind="wrong" breaks="Surnames may have stops in them"
KEEP = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}


def titles(names):
    out = []
    for name in names:
        name = str(name)
        comma, stop = name.find(","), name.find(".")
        if comma < 0 or stop < comma:
            out.append("Rare")
        else:
            out.append(KEEP.get(name[comma + 1 : stop].strip(), "Rare"))
    return out

# %% task="fare-each" kind="right"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="If there are none, it becomes the median of those of the same title."
class Gaps:
    def __init__(self):
        self.medians = None

    def fit(self, columns):
        lists = {}
        for title, pclass, age in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if age == age:
                for key in ((title, pclass), None):
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
            for key in ((title, pclass), None):
                if key in self.medians:
                    age[row] = self.medians[key]
                    break
        return {**columns, "age": age, "age_known": (~missing).astype("float32")}

# %% task="crossed" kind="wrong" breaks="Returns a float32 array of shape (n, k)"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    kinds = sorted(set(pairs[i] for i in train))
    return np.array([[float(pair == kind) for kind in kinds] for pair in pairs])

# %% task="remembered" kind="wrong" breaks="If there are no others, the share among all other training rows, of any group"
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
            out[i] = lived.sum() / count.sum()
    return out

# %% task="does-it-help" kind="wrong" breaks="divided by n - 1"
def gain(with_it, without_it):
    a, b = np.asarray(with_it, "float64"), np.asarray(without_it, "float64")
    if len(a) != len(b) or len(a) < 2:
        raise ValueError("give two or more pairs")
    d = a - b
    se = d.std() / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)

# %% task="model" kind="wrong" breaks="Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight."
class Crossed(Plain):
    def table(self, columns):
        woman = columns["sex"] == "female"
        pairs = [woman & (columns["pclass"] == c) for c in (1, 2, 3)]
        return np.column_stack([super().table(columns), *pairs])


def fit_survival(columns, y, seed):
    return Crossed().fit(columns, y)
