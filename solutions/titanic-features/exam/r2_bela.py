# %% task="titles" kind="wrong" breaks="the next full stop after that comma"
def titles(names):
    kept = ["Mr", "Mrs", "Miss", "Master"]
    french = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        parts = str(name).split(",")
        if len(parts) < 2 or "." not in str(name)[len(parts[0]):]:
            result.append("Rare")
            continue
        title = parts[1].split(".")[0].strip()
        title = french.get(title, title)
        result.append(title if title in kept else "Rare")
    return result


# %% task="fare-each" kind="right"
class _Book:
    """A clerk's book: for each ticket the rows that show it."""

    def __init__(self, tickets):
        self.pages = {}
        for row, ticket in enumerate(tickets):
            self.pages.setdefault(str(ticket), set()).add(row)

    def sharing(self, ticket):
        return len(self.pages[str(ticket)])


def companions(tickets):
    book = _Book(tickets)
    return np.array([book.sharing(ticket) for ticket in tickets], dtype=np.uint64)


def fare_each(fare, tickets):
    if np.shape(fare) != np.shape(tickets):
        raise ValueError("shapes differ")
    shared = companions(tickets).astype("float64")
    return np.where(np.isnan(fare), np.nan, np.nan_to_num(fare) * (1 / shared))


# %% task="gaps" kind="right"
class Gaps:
    """Keeps its own copy of the known rows, and asks them each time."""

    def __init__(self):
        self.title = self.pclass = self.age = None

    def fit(self, columns):
        known = np.isnan(columns["age"]) == False
        if not np.any(known):
            raise ValueError("at least one known age is needed")
        self.title = columns["title"][known].copy()
        self.pclass = columns["pclass"][known].copy()
        self.age = columns["age"][known].copy()
        return "it does not matter"

    def fill(self, columns):
        age = np.array(columns["age"], dtype=np.float32, copy=True)
        missing = np.isnan(age)
        everybody = np.ones(len(self.age), dtype=bool)
        for i in np.flatnonzero(missing):
            same_title = self.title == columns["title"][i]
            same_both = same_title & (self.pclass == columns["pclass"][i])
            for crowd in (same_both, same_title, everybody):
                if crowd.any():
                    age[i] = np.median(self.age[crowd])
                    break
        result = {}
        for name in columns:
            result[name] = columns[name]
        result["age"] = age
        result["age_known"] = np.where(missing, 0.0, 1.0).astype(np.float32)
        return result


# %% task="crossed" kind="wrong" breaks="If a and b have different lengths, it raises a ValueError."
def cross(a, b, train):
    _, left = np.unique(a, return_inverse=True)
    _, right = np.unique(b, return_inverse=True)
    code = left.astype("int64") * (right.max() + 1) + right     # different lengths do not add up: ValueError
    kinds = np.unique(code[train])
    return (code[:, None] == kinds).astype("float32")


# %% task="remembered" kind="wrong" breaks="Groups are of any size"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    mask = np.zeros(len(y), "float32")
    mask[train] = 1
    label = np.where(mask == 1, y, 0).astype("float16")
    _, g = np.unique(groups, return_inverse=True)
    lived, people = np.zeros(g.max() + 1, "float16"), np.zeros(g.max() + 1, "float16")
    np.add.at(lived, g, label)
    np.add.at(people, g, mask.astype("float16"))
    n, s = people[g] - mask, lived[g] - label
    rest = (label.sum(dtype="float32") - label) / (len(train) - mask)
    return np.where(n > 0, s / np.maximum(n, 1), rest).astype("float32")


# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two scores of each split, two splits or more")
    apart = np.array(with_it, float) - np.array(without_it, float)
    told = apart[apart != 0]                # a split where nothing changed has no say
    if len(told) < 2:
        return float(apart.mean()), float(apart.mean()), float(apart.mean())
    error = told.std(ddof=1) / np.sqrt(len(told))
    mean = told.mean()
    return tuple(map(float, (mean, mean - 2 * error, mean + 2 * error)))


# %% task="model" kind="wrong" breaks="titles, ports, cabins and tickets that"
class _Sleuth:
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
        self.harbours = sorted({"", "C", "Q", "S"} | set(columns["embarked"].tolist()))
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
        one_hot = np.eye(len(self.harbours))[[self.harbours.index(port) for port in columns["embarked"].tolist()]]
        flags += list(one_hot.T[1:])
        flags += [columns["cabin"] != "", family >= 4]
        return np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags]).astype(float)

    def predict(self, columns):
        x = self.table(columns)
        return np.mean([probabilities(weights, x) for weights in self.members], axis=0)


def fit_survival(columns, y, seed):
    return _Sleuth(columns, y, seed)
