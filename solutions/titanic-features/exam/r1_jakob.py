# %% task="titles" kind="wrong" breaks="n may be 0"
@np.vectorize
def _one(name):
    surname, comma, rest = str(name).partition(",")
    title, stop, first = rest.partition(".")
    title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title.strip(), title.strip())
    return title if comma and stop and title in ("Mr", "Mrs", "Miss", "Master") else "Rare"


def titles(names):
    return _one(names)

# %% task="fare-each" kind="right"
from collections import Counter


def companions(tickets):
    texts = [str(ticket) for ticket in tickets]
    counter = Counter(texts)
    return np.fromiter((counter[text] for text in texts), dtype="int32", count=len(texts))


def fare_each(fare, tickets):
    shares = [
        float(one) / int(mates) for one, mates in zip(fare, companions(tickets), strict=True)
    ]
    return np.array(shares, dtype="float64")

# %% task="gaps" kind="wrong" breaks="Fitting again forgets all that was learnt before."
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
        for key in ages:
            self.book[key] = np.median(ages[key])
        return self

    def fill(self, columns):
        age, known = columns["age"].copy(), ~np.isnan(columns["age"])
        for i in np.flatnonzero(~known):
            t, k = columns["title"][i].item(), columns["pclass"][i].item()
            age[i] = next(self.book[key] for key in ((t, k), t, None) if key in self.book)
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="wrong" breaks="A row holds 1 in the column of its own"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    place = {}
    where = []
    for row in train.tolist():
        where.append(place.setdefault((a[row].item(), b[row].item()), len(place)))
    result = np.zeros((len(a), len(place)), "float32")
    result[train, where] = 1
    return result

# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    """Ask for each row, one by one, who the others are."""
    n = len(groups)
    if n != len(y):
        raise ValueError("different lengths")
    training = [int(i) for i in train]
    names = groups.tolist()
    result = []
    for row in range(n):
        others = [i for i in training if i != row]
        mates = [i for i in others if names[i] == names[row]]
        asked = mates if mates else others
        result.append(sum(1 for i in asked if y[i]) / len(asked))
    return np.array(result, dtype=np.float64)

# %% task="model" kind="wrong" breaks="titles, ports, cabins and tickets that"
class _Decks(Plain):
    def fit(self, columns, y):
        self.ports = {str(p): i for i, p in enumerate(np.unique(np.append(columns["embarked"], "")))}
        return super().fit(columns, y)

    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        port = np.eye(len(self.ports))[[self.ports[str(p)] for p in c["embarked"]]]
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"])]
        return np.column_stack([super().table(c), port, *more]).astype(float)


def fit_survival(columns, y, seed):
    return _Decks().fit(columns, y)

# %% task="does-it-help" kind="wrong" breaks="`low` lies two standard errors below"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    error = np.std(d, ddof=1) / np.sqrt(len(d))
    low, high = np.clip([d.mean() - 2 * error, d.mean() + 2 * error], 0, 1)
    return float(d.mean()), float(low), float(high)
