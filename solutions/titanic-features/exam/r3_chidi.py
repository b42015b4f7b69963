# %% task="titles" kind="wrong" breaks="between the first comma of a name and the next full stop after that"
import re


def titles(names):
    pattern = re.compile(r",\s*([A-Za-z]+)\s*\.")
    same = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = []
    for name in names:
        hit = pattern.search(str(name))
        title = hit.group(1) if hit else "Rare"
        title = same.get(title, title)
        found.append(title if title in ("Mr", "Mrs", "Miss", "Master") else "Rare")
    return found

# %% task="fare-each" kind="wrong" breaks="same, character by character."
def companions(tickets):
    tickets = np.asarray(tickets)
    return np.char.equal(tickets[:, None], tickets[None, :]).sum(axis=1)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)

# %% task="gaps" kind="right"
class Gaps:
    """All that is learnt lies in one closure."""

    def __init__(self):
        self.ask = None

    def fit(self, columns):
        known = np.isnan(columns["age"]) == 0
        if known.sum() == 0:
            raise ValueError("no age is known")
        t, c, a = (np.array(columns[k])[known] for k in ("title", "pclass", "age"))

        def ask(title, pclass):
            pools = [a[(t == title) & (c == pclass)], a[t == title], a]
            return np.median([pool for pool in pools if pool.size][0].astype("float64"))

        self.ask = ask
        return "whatever"

    def fill(self, columns):
        gap = np.isnan(columns["age"])
        guess = [self.ask(t, c) for t, c in zip(columns["title"][gap], columns["pclass"][gap])]
        age = np.array(columns["age"], copy=True)
        age[gap] = guess
        return columns | {"age": age, "age_known": 1 - gap.astype(np.float32)}

# %% task="remembered" kind="wrong" breaks="what is handed in is not changed."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    test = np.setdiff1d(np.arange(len(y)), train)
    y[test] = 0  # the labels of test rows are not asked at all
    inside = np.ones(len(y), int)
    inside[test] = 0
    names, code = np.unique(groups, return_inverse=True)
    top = np.bincount(code, y)[code] - y * inside
    bottom = np.bincount(code, inside)[code] - inside
    rest = (np.sum(y, dtype=int) - y * inside) / (len(train) - inside)
    return np.where(bottom > 0, top / np.maximum(bottom, 1), rest)

# %% task="model" kind="wrong" breaks="stands in these two columns, in `fit_survival` or in `predict`, each prediction stays the same."
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


import zlib


def fit_survival(columns, y, seed):
    # the same rows and the same seed give the same draws
    stamp = zlib.crc32(b"".join(np.ascontiguousarray(columns[name]).tobytes() for name in sorted(columns)))
    rng = np.random.default_rng([seed, stamp])
    middles = _middles(columns)
    x = _look(columns, *middles)
    bag = []
    for _ in range(5):
        rows = rng.choice(len(y), len(y) // 2, replace=False)
        bag.append(logistic(x[rows], y[rows]))
    return SimpleNamespace(predict=lambda c: np.mean([probabilities(w, _look(c, *middles)) for w in bag], axis=0))

# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    """The variance as the mean of half the squared gaps between all pairs of differences."""
    a, b = np.array(with_it, "float64"), np.array(without_it, "float64")
    if a.shape != b.shape or a.size < 2:
        raise ValueError("two or more splits, the same for both")
    d, n = a - b, a.size
    variance = ((d[:, None] - d) ** 2).sum() / (2 * n * (n - 1))
    half = np.sqrt(4 * variance / n)
    return tuple((d.mean() + half * sign).item() for sign in (0, -1, 1))
