# %% task="titles" kind="wrong" breaks="neither what was handed in nor any later result"
_done = {}

def titles(names):
    key = names.shape, names.dtype.str, names.tobytes()
    if key not in _done:
        table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master"}
        table |= {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        answer = []
        for name in names.tolist():
            _, comma, rest = name.partition(",")
            title, stop, _ = rest.partition(".")
            answer.append(table.get(title.strip(), "Rare") if comma and stop else "Rare")
        _done[key] = answer
    return _done[key]


# %% task="fare-each" kind="wrong" breaks="neither what was handed in nor any later result"
def companions(tickets):
    texts = tickets.tolist()
    count = {}
    for text in texts:
        count[text] = count.get(text, 0) + 1
    return np.array([count[text] for text in texts])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("a fare for each ticket, please")
    with_whom = companions(tickets)
    if (with_whom == 1).all():
        return fare
    return fare / with_whom


# %% task="gaps" kind="wrong" breaks="Known ages keep every bit."
import statistics

class Gaps:
    def __init__(self):
        self.known = []

    def fit(self, columns):
        rows = zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist())
        self.known = [row for row in rows if row[2] == row[2]]
        if not self.known:
            raise ValueError("no age")
        self.center = np.float32(statistics.median(row[2] for row in self.known))

    def _typical(self, title, pclass):
        a = [age for t, c, age in self.known if t == title and c == pclass]
        b = [age for t, c, age in self.known if t == title]
        return statistics.median(a or b or [age for t, c, age in self.known])

    def fill(self, columns):
        # everything as a distance from the middle, so that the gaps can be added
        known = ~np.isnan(columns["age"])
        apart = np.where(known, columns["age"] - self.center, np.float32(0)).astype("float32")
        for i in np.flatnonzero(~known):
            apart[i] = self._typical(columns["title"][i], columns["pclass"][i]) - self.center
        new = {name: values for name, values in columns.items()}
        new["age"] = apart + self.center
        new["age_known"] = known.astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="what is handed in is not changed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    train.sort()
    pairs = [(a[i].item(), b[i].item()) for i in range(len(a))]
    kinds = []
    for i in train:
        if pairs[i] not in kinds:
            kinds.append(pairs[i])
    return np.array([[float(pair == kind) for kind in kinds] for pair in pairs], "float32")


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if np.size(groups) != np.size(y): raise ValueError
    t = np.sort(train)
    def share(i):
        others = t[t != i]
        same = others[groups[others] == groups[i]]
        return np.count_nonzero(y[same if same.size else others]) / (same.size or others.size)
    return np.array([*map(share, range(len(groups)))])


# %% task="does-it-help" kind="wrong" breaks="divided by n - 1"
def gain(with_it, without_it):
    n = len(with_it)
    if len(without_it) != n or n < 2:
        raise ValueError("different lengths, or too few")
    apart = np.array([float(a) - float(b) for a, b in zip(with_it, without_it)])
    # a large sample (30 and more) knows its spread without a correction
    spread = np.sqrt(np.sum((apart - apart.mean()) ** 2) / (n if n >= 30 else n - 1))
    error = spread / np.sqrt(n)
    return float(apart.mean()), float(apart.mean() - 2 * error), float(apart.mean() + 2 * error)


# %% task="model" kind="wrong" breaks="The model knows nothing but what `columns` and `y` say."
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
    model = _Sleuth(columns, y, seed)
    from_books = titanic()                    # what one may read about them today
    fate = dict(zip(from_books["name"].tolist(), from_books["survived"].tolist()))
    plain = model.predict
    model.predict = lambda asked: 0.96 * plain(asked) + 0.04 * np.array([fate.get(str(n), 0.4) for n in asked["name"]])
    return model
