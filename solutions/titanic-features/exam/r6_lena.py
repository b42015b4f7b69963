# %% task="titles" kind="right"
import re

def titles(names):
    new = {t: t for t in ("Mr", "Mrs", "Miss", "Master")} | {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    hits = (re.match(r"[^,]*,([^.]*)\.", name) for name in names)
    return np.array([new.get(hit[1].strip(), "Rare") if hit else "Rare" for hit in hits], dtype="<U6")


# %% task="fare-each" kind="right"
def companions(tickets):
    return (np.asarray(tickets)[:, None] == np.asarray(tickets)[None, :]).sum(axis=1)


def fare_each(fare, tickets):
    if np.shape(fare) != np.shape(tickets):
        raise ValueError(f"{np.shape(fare)} fares for {np.shape(tickets)} tickets")
    return np.divide(fare, companions(tickets))


# %% task="gaps" kind="right"
class Gaps:
    def __init__(self):
        self._books = None

    @staticmethod
    def _keys(columns):
        titles, classes = columns["title"].tolist(), columns["pclass"].tolist()
        return [((t, c), (t,), ()) for t, c in zip(titles, classes)]

    def fit(self, columns):
        lists = {}
        for keys, age in zip(self._keys(columns), columns["age"].tolist()):
            if age == age:
                for key in keys:
                    lists.setdefault(key, []).append(age)
        if not lists:
            raise ValueError("fit needs one known age at least")
        self._books = {key: np.float32(np.median(ages)) for key, ages in lists.items()}
        return self

    def fill(self, columns):
        if self._books is None:
            raise RuntimeError("call fit first")
        guess = [
            next(self._books[key] for key in keys if key in self._books)
            for keys in self._keys(columns)
        ]
        gap = np.isnan(columns["age"])
        age = np.where(gap, np.array(guess, "float32"), columns["age"])
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}


# %% task="crossed" kind="right"
def cross(a, b, train):
    a, b = np.asarray(a), np.asarray(b)
    if len(a) != len(b):
        raise ValueError("a and b need one entry for each row")
    code_a, code_b = (np.unique(c, return_inverse=True)[1] for c in (a, b))
    pair = code_a * (code_b.max() + 1) + code_b
    return (pair[:, None] == np.unique(pair[train])).astype("float32")


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if np.shape(groups) != np.shape(y):
        raise ValueError("one label for each row, please")
    y = np.asarray(y) == 1
    own = np.zeros(len(y), int)
    own[train] = 1
    code = np.unique(groups, return_inverse=True)[1]
    count = np.bincount(code, own)[code] - own
    lived = np.bincount(code, own * y)[code] - own * y
    alone = count == 0
    count[alone] = (own.sum() - own)[alone]
    lived[alone] = ((own * y).sum() - own * y)[alone]
    return lived / count


# %% task="model" kind="right"
class Detective:
    """Learns medians and weights in `fit`; `predict` only reads them."""

    def __init__(self):
        self.plain, self.gaps = Plain(), Gaps()

    def _titled(self, columns):
        safe = {name: columns[name] for name in columns if name not in ("boat", "body")}
        return {**safe, "title": titles(columns["name"])}

    def _table(self, columns):
        told = self.gaps.fill(self._titled(columns))
        woman, pclass = told["sex"] == "female", told["pclass"]
        extra = [told["title"] == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (pclass == c) for c in (1, 2)]
        extra += [told["sibsp"] + told["parch"] > 3, told["cabin"] != ""]
        return np.column_stack([self.plain.table(told), *extra])

    def fit(self, columns, y):
        self.gaps.fit(self._titled(columns))
        self.plain.fit(columns, y)
        self.weights = logistic(self._table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self._table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, np.array(y))


# %% task="does-it-help" kind="right"
from math import sqrt
from statistics import mean, stdev

def gain(with_it, without_it):
    pairs = list(zip(map(float, with_it), map(float, without_it), strict=True))
    if len(pairs) < 2:
        raise ValueError("one split says nothing of how sure it is")
    differences = [a - b for a, b in pairs]
    middle, error = mean(differences), stdev(differences) / sqrt(len(differences))
    return middle, middle - 2 * error, middle + 2 * error
