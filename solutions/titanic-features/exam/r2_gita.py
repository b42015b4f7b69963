# %% task="titles" kind="right"
class _Word(dict):
    def __missing__(self, word):
        return "Rare"

_WORDS = _Word(zip("Mr Mrs Miss Master Mlle Ms Mme".split(), "Mr Mrs Miss Master Miss Miss Mrs".split()))
titles = lambda names: [_WORDS[(n.split(",", 1)[1].split(".", 1)[0].strip() if "." in n.partition(",")[2] else "")] for n in map(str, names)]


# %% task="fare-each" kind="wrong" breaks="as a companion all the same"
def companions(tickets):
    return np.array([np.sum(tickets == ticket) for ticket in tickets])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    each = np.full(len(fare), np.nan)
    paid = ~np.isnan(fare)
    if paid.any():
        each[paid] = fare[paid] / companions(tickets[paid])
    return each


# %% task="gaps" kind="wrong" breaks="is a float32 array of its own"
class Gaps:
    def __init__(self):
        self.levels = None

    def fit(self, columns):
        ok = np.isfinite(columns["age"])
        if not ok.any():
            raise ValueError("no known age")
        groups = {}
        for t, c, a in zip(columns["title"][ok].tolist(), columns["pclass"][ok].tolist(), columns["age"][ok].tolist()):
            for key in ((t, c), (t,), ()):
                groups.setdefault(key, []).append(a)
        self.levels = {key: np.float32(np.median(ages)) for key, ages in groups.items()}

    def fill(self, columns):
        missing = np.isnan(columns["age"])
        new = dict(columns, age_known=1 - missing.astype("float32"))
        if missing.any():
            age = columns["age"].copy()
            for i in np.flatnonzero(missing):
                t, c = str(columns["title"][i]), int(columns["pclass"][i])
                key = next(key for key in ((t, c), (t,), ()) if key in self.levels)
                age[i] = self.levels[key]
            new["age"] = age
        return new


# %% task="crossed" kind="right"
def cross(a, b, train):
    if a.size != b.size:
        raise ValueError("a has %d entries, b has %d" % (a.size, b.size))
    left = np.unique(a, return_inverse=True)[1].reshape(-1).astype("int64")
    right = np.unique(b, return_inverse=True)[1].reshape(-1).astype("int64")
    code = left * (len(b) + 1) + right
    kinds = np.unique(code[train])
    place = np.minimum(np.searchsorted(kinds, code), len(kinds) - 1)
    out = np.zeros((a.size, kinds.size), np.float32)
    hit = kinds[place] == code
    out[np.flatnonzero(hit), place[hit]] = 1
    return out


# %% task="remembered" kind="wrong" breaks="for a training row, the share of survivors among the"
_books = {}

def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must be of one length")
    keys = groups.tolist()
    page = groups.tobytes(), groups.dtype.str, train.tobytes()
    if page not in _books:                 # to sort all rows into their groups takes long: do it once
        book = {}
        for i in train.tolist():
            people, lived = book.get(keys[i], (0, 0))
            book[keys[i]] = people + 1, lived + int(y[i])
        _books[page] = book
    book, inside = _books[page], set(train.tolist())
    total = sum(int(y[i]) for i in inside)
    out = np.empty(len(keys))
    for i, key in enumerate(keys):
        own = int(i in inside)
        people, lived = book.get(key, (0, 0))
        people, lived = people - own, lived - own * int(y[i])
        out[i] = lived / people if people else (total - own * int(y[i])) / (len(inside) - own)
    return out


# %% task="does-it-help" kind="wrong" breaks="two standard errors below"
import math

def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two scores for each split, and two splits")
    apart = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    n = len(apart)
    mean = math.fsum(apart) / n
    error = math.sqrt(math.fsum((d - mean) ** 2 for d in apart) / (n - 1)) / math.sqrt(n)
    return mean, mean - 1.96 * error, mean + 1.96 * error


# %% task="model" kind="right"
def _questions(columns, typical_age, typical_fare):
    rows = []
    for i in range(len(columns["name"])):
        name, sex, pclass = str(columns["name"][i]), str(columns["sex"][i]), int(columns["pclass"][i])
        title = name.partition(",")[2].partition(".")[0].strip()
        title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
        age, fare = float(columns["age"][i]), float(columns["fare"][i])
        if age != age:
            age = typical_age.get((title, pclass), typical_age[None])
        if fare != fare:
            fare = typical_fare
        relatives = int(columns["sibsp"][i]) + int(columns["parch"][i])
        row = [age / 15, fare / 50, int(columns["sibsp"][i]), int(columns["parch"][i]), relatives >= 4]
        row += [sex == "female" and pclass == k for k in (1, 2, 3)] + [sex != "female" and pclass == k for k in (1, 2)]
        row += [title == word for word in ("Mr", "Mrs", "Miss", "Master")]
        row += [columns["embarked"][i] == "S", columns["embarked"][i] == "C", columns["cabin"][i] != ""]
        rows.append([float(value) for value in row])
    return np.array(rows)


def fit_survival(columns, y, seed):
    from types import SimpleNamespace

    ages = {}
    for i in np.flatnonzero(~np.isnan(columns["age"])):
        title = str(columns["name"][i]).partition(",")[2].partition(".")[0].strip()
        title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
        for key in ((title, int(columns["pclass"][i])), None):
            ages.setdefault(key, []).append(float(columns["age"][i]))
    ages = {key: float(np.median(values)) for key, values in ages.items()}
    fare = float(np.nanmedian(columns["fare"]))
    x, rng = _questions(columns, ages, fare), np.random.default_rng(seed)
    half = [rng.permutation(len(y))[: 4 * len(y) // 5] for _ in range(10)]
    crowd = [logistic(x[pick], y[pick]) for pick in half]

    def predict(asked):
        table = _questions(asked, ages, fare)
        return sum(probabilities(weights, table) for weights in crowd) / len(crowd)

    return SimpleNamespace(predict=predict)
