# %% task="titles" kind="right"
import re


def titles(names):
    become = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    pattern = re.compile(r"[^,]*,([^.]*)\.", re.DOTALL)
    found = (pattern.match(str(name)) for name in names)
    return [become.get(m.group(1).strip(), "Rare") if m else "Rare" for m in found]

# %% task="fare-each" kind="wrong" breaks="An empty text is a ticket like any other."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    together = count[place]
    together[tickets == ""] = 1  # nobody knows their ticket
    return together


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
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
        known = ~np.isnan(columns["age"])
        result = {**columns, "age_known": known.astype("float32")}
        if known.all():
            return result  # nothing to do
        result["age"] = columns["age"].copy()
        for i in np.flatnonzero(~known):
            t, k = columns["title"][i].item(), columns["pclass"][i].item()
            result["age"][i] = next(self.book[key] for key in ((t, k), t, None) if key in self.book)
        return result

# %% task="crossed" kind="right"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b differ in length")
    pairs = list(zip(a.tolist(), b.tolist()))
    place = {pair: column for column, pair in enumerate(dict.fromkeys(pairs[int(i)] for i in train))}
    result = np.zeros((len(pairs), len(place)), dtype="float32")
    for row, pair in enumerate(pairs):
        if pair in place:
            result[row, place[pair]] = 1
    return result

# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    lived = y.astype(int)
    names, inside = groups.tolist(), set(train.tolist())
    result = np.zeros(len(names))
    for i in range(len(names)):
        mates = [j for j in inside if j != i and names[j] == names[i]]
        if mates:
            result[i] = lived[mates].mean()
        elif i in inside:
            result[i] = (lived.sum() - lived[i]) / (len(lived) - 1)
        else:
            result[i] = lived[train].mean()
    return result

# %% task="model" kind="wrong" breaks="no other call, of `predict` or of `fit_survival`, changes it"
_BEST = {}


class _Shared:
    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"])]
        return np.column_stack([_BEST["plain"].table(c), *more]).astype(float)

    def predict(self, columns):
        return probabilities(_BEST["weights"], self.table(columns))


def fit_survival(columns, y, seed):
    _BEST["plain"] = Plain().fit(columns, y)
    model = _Shared()
    _BEST["weights"] = logistic(model.table(columns), y)
    return model

# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two lists of equal length, with two splits at least")
    apart = np.asarray(with_it, dtype="float64") - np.asarray(without_it, dtype="float64")
    mean, error = apart.mean(), apart.std(ddof=1) / np.sqrt(len(apart))
    return float(mean), float(mean - 2 * error), float(mean + 2 * error)
