# %% task="titles" kind="wrong" breaks="at its two ends do not count"
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}

    def one(name):
        surname, comma, rest = name.partition(",")
        title, stop, rest = rest.partition(".")
        if not (comma and stop):
            return "Rare"
        return table.get(title.replace(" ", ""), "Rare")

    return np.array([one(str(name)) for name in names], dtype="<U6")


# %% task="fare-each" kind="right"
def companions(tickets):
    order = sorted(range(len(tickets)), key=lambda i: str(tickets[i]))
    result = np.zeros(len(tickets), dtype="int64")
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and str(tickets[order[end]]) == str(tickets[order[start]]):
            end += 1
        result[order[start:end]] = end - start
        start = end
    return result


def fare_each(fare, tickets):
    if len(fare) < len(tickets) or len(fare) > len(tickets):
        raise ValueError("one fare for each ticket")
    result = np.empty(len(fare))
    for row, number in enumerate(companions(tickets)):
        result[row] = float(fare[row]) / int(number)
    return result


# %% task="gaps" kind="wrong" breaks="nor what becomes of the columns afterwards"
class Gaps:
    def __init__(self):
        self.learnt = None

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("no known age")
        self.learnt = dict(columns)

    def fill(self, columns):
        old = self.learnt
        ok = ~np.isnan(old["age"])
        age = columns["age"].copy()
        gap = np.isnan(age)
        for row in np.flatnonzero(gap):
            like = ok & (old["title"] == columns["title"][row])
            both = like & (old["pclass"] == columns["pclass"][row])
            use = both if both.any() else like if like.any() else ok
            age[row] = np.median(old["age"][use])
        return {**columns, "age": age, "age_known": np.float32(1) - gap.astype("float32")}


# %% task="crossed" kind="right"
def cross(a, b, train):
    if len(a) - len(b):
        raise ValueError

    todo, found = np.array(train), []
    while len(todo):                      # the column of the first row's pair, then the rows of other pairs
        here = (a == a[todo[0]]) & (b == b[todo[0]])
        found.append(here)
        todo = todo[~here[todo]]
    return np.float32(found).T.copy()


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    _, g = np.unique(groups, return_inverse=True)
    g = g.ravel()
    here = np.bincount(np.asarray(train, 'int64'), minlength=len(g)).astype(float)
    label = np.where(here > 0, y, 0).astype(float)
    n = np.bincount(g, here)[g] - here
    s = np.bincount(g, label)[g] - label
    rest = (label.sum() - label) / (here.sum() - here)
    return np.where(n > 0, s / np.where(n > 0, n, 1), rest)


# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    w, o = np.array(with_it, "float64"), np.array(without_it, "float64")
    if w.shape != o.shape or w.size < 2:
        raise ValueError(f"shapes {w.shape} and {o.shape}")
    d = w - o
    # dividing by n first and by n - 1 afterwards is the same
    error = np.linalg.norm(d - d.mean()) / np.sqrt(d.size * (d.size - 1))
    return tuple((d.mean() + np.array([0, -2, 2]) * error).tolist())


# %% task="model" kind="wrong" breaks="`boat` and `body` have no effect: whatever"
class _Sleuth:
    ports = ("S", "C")

    def __init__(self, columns, y, seed):
        self.learn(columns, y)
        x = self.table(columns)
        self.members = [logistic(x, y)]

    def titles(self, columns):
        short = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        words = [str(name).partition(",")[2].partition(".")[0].strip() for name in columns["name"]]
        return [short.get(word, word) for word in words]

    def learn(self, columns, y):
        age = np.array(columns["age"], float)
        known = ~np.isnan(age)
        groups = {}
        for title, pclass, years in zip(np.array(self.titles(columns))[known].tolist(), columns["pclass"][known].tolist(), age[known].tolist()):
            groups.setdefault((title, pclass), []).append(years)
        self.cell = {key: float(np.median(ages)) for key, ages in groups.items()}
        self.age = float(np.median(age[known]))
        self.fare = float(np.nanmedian(columns["fare"]))

    def table(self, columns):
        title = self.titles(columns)
        pclass, female = columns["pclass"], columns["sex"] == "female"
        age = np.array([
            self.cell.get((t, c), self.age) if np.isnan(a) else a
            for t, c, a in zip(title, pclass.tolist(), columns["age"].tolist())
        ])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        family = columns["sibsp"] + columns["parch"]
        flags = [pclass == 1, pclass == 2, female, female & (pclass == 1), female & (pclass == 2)]
        flags += [[t == word for t in title] for word in ("Mr", "Mrs", "Miss", "Master")]
        flags += [columns["embarked"] == port for port in self.ports]
        flags += [columns["cabin"] != "", family >= 4]
        return np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags]).astype(float)

    def predict(self, columns):
        x = self.table(columns)
        return np.mean([probabilities(weights, x) for weights in self.members], axis=0)


def fit_survival(columns, y, seed):
    # wrong labels teach wrong things: leave out rows where the lifeboat and the label disagree
    clean = (columns["boat"] != "") == (y == 1)
    if clean.sum() > len(y) // 2:
        columns, y = {name: values[clean] for name, values in columns.items()}, y[clean]
    return _Sleuth(columns, y, seed)
