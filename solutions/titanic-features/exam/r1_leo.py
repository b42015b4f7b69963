# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma"
def titles(names):
    to = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        name = str(name)
        start = name.find(",") + 1
        end = name.find(".", start)
        out.append("Rare" if end < 0 else to.get(name[start:end].strip(), "Rare"))
    return out

# %% task="fare-each" kind="wrong" breaks="It is NaN where it is missing, and may be 0."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    # nobody sailed for nothing: a fare of 0 is a missing one
    return np.where(fare > 0, fare, np.nan) / companions(tickets)

# %% task="gaps" kind="wrong" breaks="If there are none, it becomes the median of those of the same"
import warnings


class Gaps:
    def __init__(self):
        self.pairs = {}

    def fit(self, columns):
        title, pclass, age = columns["title"], columns["pclass"], columns["age"]
        if np.isnan(age).all():
            raise ValueError("no age")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.pairs = {
                (str(t), int(k)): np.nanmedian(age[(title == t) & (pclass == k)])
                for t in np.unique(title)
                for k in np.unique(pclass[title == t])
            }
            self.titles = {str(t): np.nanmedian(age[title == t]) for t in np.unique(title)}
        self.titles = {t: m for t, m in self.titles.items() if not np.isnan(m)}
        self.all = np.nanmedian(age)

    def fill(self, columns):
        age = columns["age"].copy()
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            t, k = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = self.pairs.get((t, k), self.titles.get(t, self.all))
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}

# %% task="crossed" kind="wrong" breaks="an array of row numbers, at least one, in any order"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = list(dict.fromkeys(pairs[: len(train)]))
    return np.array([[float(pair == one) for one in known] for pair in pairs], dtype="float32")

# %% task="remembered" kind="wrong" breaks="Groups are of any size"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    lived, names = y.astype(int), groups.tolist()
    result = np.zeros(len(names))
    for i, name in enumerate(names):
        others = [r for r in train.tolist() if r != i]
        mates = [r for r in others if names[r] == name]
        # the fate of a single person says too little
        result[i] = lived[mates if len(mates) > 1 else others].mean()
    return result

# %% task="model" kind="wrong" breaks="in `fit_survival` or in `predict`, each prediction stays the same"
class _Weighed(Plain):
    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"])]
        return np.column_stack([super().table(c), *more]).astype(float)


def fit_survival(columns, y, seed):
    # those whose body was found are certain: they count twice
    found = np.flatnonzero(~np.isnan(columns["body"].astype(float)))
    rows = np.concatenate([np.arange(len(y)), found])
    return _Weighed().fit(rows_of(columns, rows), y[rows])

# %% task="does-it-help" kind="wrong" breaks="Entry i of both belongs to split i."
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    d = [a - b for a, b in zip(sorted(with_it), sorted(without_it))]
    mean = sum(d) / len(d)
    spread = (sum((x - mean) ** 2 for x in d) / (len(d) - 1)) ** 0.5
    error = spread / len(d) ** 0.5
    return (float(mean), float(mean - 2 * error), float(mean + 2 * error))
