# %% task="titles" kind="wrong" breaks="The title stands between the first comma of a name and the next full stop after that"
import re


def titles(names):
    same = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs", "Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master"}
    result = []
    for name in names:
        match = re.search(r",\s*(\w+)\s*\.", str(name))
        result.append(same.get(match.group(1), "Rare") if match else "Rare")
    return result

# %% task="fare-each" kind="wrong" breaks="Returns an array of integers of shape (n,)."
def companions(tickets):
    _, place = np.unique(tickets, return_inverse=True)
    return np.bincount(place, weights=np.ones(len(tickets)))[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="where the age was known and 0 where it was not"
class Gaps:
    def __init__(self):
        self.book = {}

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        ages = {}
        for t, k, a in zip(*(columns[c][known].tolist() for c in ("title", "pclass", "age"))):
            for key in ((t, k), t, None):
                ages.setdefault(key, []).append(a)
        self.book = {key: np.median(found) for key, found in ages.items()}

    def fill(self, columns):
        age = np.nan_to_num(columns["age"])
        known = age > 0
        for i in np.flatnonzero(~known):
            t, k = columns["title"][i].item(), columns["pclass"][i].item()
            age[i] = next(self.book[key] for key in ((t, k), t, None) if key in self.book)
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = np.array([f"{one} {other}" for one, other in zip(a, b)])
    return (pairs[:, None] == np.unique(pairs[train])).astype("float32")

# %% task="remembered" kind="wrong" breaks="for a training row, the share of survivors among the *other* training rows of its group."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    lived, names = [int(v) for v in y], groups.tolist()

    def share(rows):
        return sum(lived[r] for r in rows) / len(rows) if rows else 0

    result = []
    for i, name in enumerate(names):
        others = [int(r) for r in train if r != i]
        result.append(share([r for r in others if names[r] == name]) or share(others))
    return np.array(result, dtype=float)

# %% task="model" kind="wrong" breaks="what is handed in is not changed"
class _Tidy(Plain):
    def table(self, c):
        for afterwards in ("boat", "body"):
            c.pop(afterwards, None)
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"])]
        return np.column_stack([super().table(c), *more]).astype(float)


def fit_survival(columns, y, seed):
    return _Tidy().fit(columns, y)

# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
def gain(with_it, without_it):
    d = np.subtract(with_it, without_it)  # NumPy refuses lengths that differ
    if d.size < 2:
        raise ValueError("too few")
    half = 2 * d.std(ddof=1) / np.sqrt(d.size)
    return float(d.mean()), float(d.mean() - half), float(d.mean() + half)
