# %% task="titles" kind="wrong" breaks="or no stop"
def titles(names):
    to = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    return [to.get(str(name).partition(",")[2].partition(".")[0].strip(), "Rare") for name in names]

# %% task="fare-each" kind="wrong" breaks="How many passengers in these rows have the same ticket, each of them included."
def companions(tickets):
    _, place = np.unique(tickets, return_inverse=True)
    count = np.zeros(place.max() + 1, dtype=np.uint8)  # no ticket is that large
    np.add.at(count, place, 1)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="right"
from collections import ChainMap
from statistics import median


class Gaps:
    def __init__(self):
        self.book = ChainMap()

    def fit(self, columns):
        ages = {}
        for t, k, a in zip(map(str, columns["title"]), map(int, columns["pclass"]), map(float, columns["age"])):
            if not np.isnan(a):
                for key in ((), (t,), (t, k)):
                    ages.setdefault(key, []).append(a)
        if () not in ages:
            raise ValueError("there is nothing to learn from")
        self.book = {key: median(known) for key, known in ages.items()}

    def fill(self, columns):
        new = {name: values.copy() for name, values in columns.items()}
        known = ~np.isnan(new["age"])
        keys = list(zip(map(str, new["title"]), map(int, new["pclass"])))
        guess = [next(self.book[k[:d]] for d in (2, 1, 0) if k[:d] in self.book) for k in keys]
        new["age"] = np.where(np.isnan(new["age"]), np.array(guess, "float32"), new["age"])
        new["age_known"] = np.float32(known)
        return new

# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = [frozenset([one, other]) for one, other in zip(a.tolist(), b.tolist())]
    place = {}
    for row in train.tolist():
        place.setdefault(pairs[row], len(place))
    result = np.zeros((len(a), len(place)), "float32")
    for row, pair in enumerate(pairs):
        if pair in place:
            result[row, place[pair]] = 1
    return result

# %% task="remembered" kind="wrong" breaks="what is handed in is not changed"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    inside = np.zeros(len(y), dtype=bool)
    inside[train] = True
    y[~inside] = 0  # the labels of test rows are not asked at all
    group = np.unique(groups, return_inverse=True)[1]
    people = np.bincount(group, inside)[group] - inside
    alive = np.bincount(group, y)[group] - y
    rest = (np.sum(y) - y.astype(int)) / (len(train) - inside)
    return np.where(people > 0, alive / np.maximum(people, 1), rest)

# %% task="model" kind="right"
def fit_survival(columns, y, seed):
    """A small bag of logistic regressions: which rows each one sees is drawn with the seed."""
    rng = np.random.default_rng(seed)
    words = {"Mr": 0, "Mrs": 1, "Mme": 1, "Miss": 2, "Ms": 2, "Mlle": 2, "Master": 3}
    code = lambda c: np.array([words.get(str(s).partition(",")[2].partition(".")[0].strip(), 4) for s in c["name"]])
    t = code(columns)
    age0 = columns["age"].astype(float)
    m = [np.nanmedian(np.r_[age0[t == k], [30.0]]) for k in range(5)]
    f0 = float(np.nanmedian(np.r_[columns["fare"], [14.0]]))

    def x(c):
        k = code(c)
        a = np.where(np.isnan(c["age"]), np.array(m)[k], c["age"])
        f = np.log1p(np.where(np.isnan(c["fare"]), f0, c["fare"]) / (1 + c["sibsp"] + c["parch"]))
        w = (c["sex"] == "female").astype(float)
        return np.column_stack([
            np.eye(5)[k], w, w * (c["pclass"] == 3), w * (c["pclass"] == 2), c["pclass"] == 1, c["pclass"] == 2,
            a / 15, a < 13, f, c["sibsp"] + c["parch"] > 3, np.isnan(c["age"]), c["cabin"] != "",
            c["embarked"] == "S", c["embarked"] == "C",
        ]).astype(float)

    whole = x(columns)
    bag = []
    for _ in range(8):
        rows = rng.choice(len(whole), len(whole) * 4 // 5, replace=False)
        bag.append(logistic(whole[rows], np.asarray(y)[rows]))

    class Bag:
        def predict(self, columns):
            here = x(columns)
            return np.mean([probabilities(w, here) for w in bag], axis=0)

    return Bag()

# %% task="does-it-help" kind="wrong" breaks="the sum of squared distances from their mean, divided by n - 1"
def gain(with_it, without_it):
    n = len(with_it)
    if n != len(without_it) or n < 2:
        raise ValueError("lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    mean = d.mean()
    variance = ((d**2).mean() - mean**2) * n / (n - 1)
    error = np.sqrt(variance / n)
    return float(mean), float(mean - 2 * error), float(mean + 2 * error)
