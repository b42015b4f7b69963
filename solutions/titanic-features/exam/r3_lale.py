# %% task="fare-each" kind="wrong" breaks="An empty text is a ticket like any other."
from collections import Counter


def companions(tickets):
    count = Counter(t for t in tickets.tolist() if t)
    return np.array([count[t] or 1 for t in tickets.tolist()])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="Known ages keep every bit."
class Gaps:
    def __init__(self):
        self.medians = {}

    def fit(self, columns):
        groups = {}
        for t, c, a in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if a > 0:  # NaN is not above zero
                for key in ((t, c), t, None):
                    groups.setdefault(key, []).append(a)
        if not groups:
            raise ValueError("no known ages")
        self.medians = {key: float(np.median(ages)) for key, ages in groups.items()}

    def fill(self, columns):
        known = columns["age"] > 0
        age = []
        for ok, t, c, a in zip(known, columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if not ok:
                a = self.medians.get((t, c), self.medians.get(t, self.medians[None]))
            age.append(a)
        return {**columns, "age": np.array(age, "float32"), "age_known": known.astype("float32")}

# %% task="crossed" kind="right"
def cross(a, b, train):
    """Peel off one pair of the training rows after the other."""
    if np.shape(a) != np.shape(b):
        raise ValueError("a and b must be equally long")

    left, columns = np.array(train), []
    while left.size:
        same = (a == a[left[0]]) & (b == b[left[0]])
        columns.append(same)
        left = left[~same[left]]
    return np.array(columns).T.astype("float32")

# %% task="remembered" kind="wrong" breaks="array of shape (n,), the group of each row: texts or whole numbers."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    code = groups
    if groups.dtype.kind == "U":
        code = np.unique(groups, return_inverse=True)[1]
    k = int(code.max()) + 1
    y = y.astype("float64")
    inside = np.zeros(len(y))
    inside[train] = 1
    lived = np.bincount(code[train], y[train], minlength=k)
    size = np.bincount(code[train], minlength=k)
    own = y * inside
    top, bottom = lived[code] - own, size[code] - inside
    rest = (y[train].sum() - own) / (len(train) - inside)
    return np.where(bottom > 0, top / np.maximum(bottom, 1), rest)

# %% task="model" kind="wrong" breaks="titles, ports, cabins and tickets that"
import numpy as np
from types import SimpleNamespace


def _look(c, age_middle, fare_middle):
    after = [str(n).partition(",")[2].partition(".")[0].strip() for n in c["name"]]
    boy = np.array([t == "Master" for t in after])
    mrs = np.array([t in ("Mrs", "Mme") for t in after])
    miss = np.array([t in ("Miss", "Mlle", "Ms") for t in after])
    rare = ~boy & ~mrs & ~miss & np.array([t != "Mr" for t in after])
    gap = np.isnan(c["age"])
    age = np.where(gap, np.where(boy, 5.0, np.where(miss, 21.0, age_middle)), c["age"])
    _, place, count = np.unique(c["ticket"], return_inverse=True, return_counts=True)
    size = count[place]
    fare = np.log1p(np.where(np.isnan(c["fare"]), fare_middle, c["fare"] / size))
    woman = c["sex"] == "female"
    pairs = [(c["pclass"] == k) & (woman == w) for k in (1, 2, 3) for w in (True, False)]
    family = c["sibsp"] + c["parch"]
    ports = [c["embarked"] == p for p in "SC"]
    flags = [boy, mrs, miss, rare, gap, family > 3, size > 4, c["cabin"] != "", *ports, *pairs]
    return np.column_stack([age / 15, fare, family / 2, size / 3, *flags]).astype("float64")


def _middles(c):
    return [float(np.nanmedian(c[k])) if (~np.isnan(c[k])).any() else 20.0 for k in ("age", "fare")]


def fit_survival(columns, y, seed):
    middles = _middles(columns)
    decks = {deck: i for i, deck in enumerate("ABCDEFGT ")}

    def table(c):
        deck = np.eye(len(decks))[[decks[(cabin or " ")[0]] for cabin in c["cabin"].tolist()]]
        return np.column_stack([_look(c, *middles), deck])

    weights = logistic(table(columns), y)
    return SimpleNamespace(predict=lambda c: probabilities(weights, table(c)))

# %% task="does-it-help" kind="wrong" breaks="what is handed in is not changed."
def gain(with_it, without_it):
    d, other = np.asarray(with_it, dtype="float64"), np.asarray(without_it, dtype="float64")
    if len(d) != len(other) or len(d) < 2:
        raise ValueError("bad lengths")
    d -= other
    mean = float(d.mean())
    error = float(np.sqrt(np.square(d - mean).sum() / (len(d) - 1) / len(d)))
    return mean, mean - 2 * error, mean + 2 * error
