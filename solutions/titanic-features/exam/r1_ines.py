# %% task="titles" kind="wrong" breaks="titles may have several words"
def titles(names):
    result = []
    for name in names:
        _, comma, rest = str(name).partition(",")
        before, stop, _ = rest.partition(".")
        words = before.split()
        title = words[-1] if comma and stop and words else "Rare"
        title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
        result.append(title if title in {"Mr", "Mrs", "Miss", "Master"} else "Rare")
    return result

# %% task="fare-each" kind="wrong" breaks="each keeps to its own"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    stated = {}
    for ticket, price in zip(tickets.tolist(), fare.tolist()):
        if not np.isnan(price):
            stated.setdefault(ticket, price)
    first = np.array([np.nan if np.isnan(p) else stated[t] for t, p in zip(tickets.tolist(), fare.tolist())])
    return first / companions(tickets)

# %% task="gaps" kind="right"
class Gaps:
    def __init__(self):
        self.pairs, self.titles, self.all = {}, {}, None

    def fit(self, columns):
        pairs, titles, everybody = {}, {}, []
        for title, pclass, age in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if age == age:
                pairs.setdefault((title, pclass), []).append(age)
                titles.setdefault(title, []).append(age)
                everybody.append(age)
        if not everybody:
            raise ValueError("no age is known")
        self.pairs = {key: float(np.median(ages)) for key, ages in pairs.items()}
        self.titles = {key: float(np.median(ages)) for key, ages in titles.items()}
        self.all = float(np.median(everybody))
        return self

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            title, pclass = columns["title"][i].item(), columns["pclass"][i].item()
            age[i] = self.pairs.get((title, pclass), self.titles.get(title, self.all))
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}

# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    columns = []
    for one in np.unique(a[train]):
        for other in np.unique(b[train]):
            columns.append((a == one) & (b == other))
    return np.column_stack(columns).astype("float32")

# %% task="remembered" kind="wrong" breaks="in any order, each of them once"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    lived = y.astype(float)
    g, l = groups[train], lived[train]
    result = np.empty(len(y))
    inside = np.isin(np.arange(len(y)), train)
    values = []
    for i in range(len(train)):
        mates = g == g[i]
        mates[i] = False
        if not mates.any():
            mates = np.arange(len(train)) != i
        values.append(l[mates].mean())
    result[inside] = values
    for i in np.flatnonzero(~inside):
        mates = g == groups[i]
        result[i] = l[mates].mean() if mates.any() else l.mean()
    return result

# %% task="model" kind="right"
def fit_survival(columns, y, seed):
    """Logistic regression on the questions of the notebook; nothing is drawn."""

    def title(name):
        word = str(name).partition(",")[2].partition(".")[0].strip()
        word = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(word, word)
        return word if word in ("Mr", "Mrs", "Miss", "Master") else "Rare"

    def read(c):
        titles_here = np.array([title(name) for name in c["name"]])
        _, place, count = np.unique(c["ticket"], return_inverse=True, return_counts=True)
        return titles_here, count[place]

    known = ~np.isnan(columns["age"])
    learnt_titles, _ = read(columns)
    all_ages = float(np.median(columns["age"][known])) if known.any() else 30.0
    middle = {}
    for one in ("Mr", "Mrs", "Miss", "Master", "Rare"):
        ages = columns["age"][known & (learnt_titles == one)]
        middle[one] = float(np.median(ages)) if len(ages) else all_ages
    fares = columns["fare"][~np.isnan(columns["fare"])]
    fare_middle = float(np.median(fares)) if len(fares) else 14.0

    def table(c):
        t, mates = read(c)
        age = np.array([middle[one] if np.isnan(a) else float(a) for one, a in zip(t, c["age"])])
        fare = np.where(np.isnan(c["fare"]), fare_middle, c["fare"]) / mates
        family = c["sibsp"] + c["parch"] + 1
        woman = c["sex"] == "female"
        parts = [age / 15, age < 15, fare / 20, family > 4, (family - 1) / 2, np.isnan(c["age"])]
        parts += [c["cabin"] != "", mates > 1]
        parts += [t == one for one in middle]
        parts += [(woman == w) & (c["pclass"] == k) for w in (True, False) for k in (1, 2, 3)]
        parts += [c["embarked"] == port for port in "SC"]
        return np.column_stack(parts).astype("float64")

    weights = logistic(table(columns), np.asarray(y))

    class Model:
        def predict(self, columns):
            return probabilities(weights, table(columns))

    return Model()

# %% task="does-it-help" kind="wrong" breaks="and so do fewer than two splits"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) == 1:
        raise ValueError("lengths")
    d = np.array(with_it, dtype=float) - np.array(without_it, dtype=float)
    error = np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1)) / np.sqrt(len(d))
    return d.mean(), d.mean() - 2 * error, d.mean() + 2 * error
