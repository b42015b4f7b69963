# %% task="titles" kind="right"
import re

def titles(names):
    known = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    hits = (re.match(r"[^,]*,([^.]*)\.", str(name)) for name in names)
    return [known.get(hit[1].strip(), "Rare") if hit else "Rare" for hit in hits]


# %% task="fare-each" kind="wrong" breaks="character by character"
def companions(tickets):
    short = tickets.astype("<U20")            # the longest ticket of the list has 18 characters
    _, place, count = np.unique(short, return_inverse=True, return_counts=True)
    return count[place.ravel()]


def fare_each(fare, tickets):
    if fare.shape != tickets.shape:
        raise ValueError(f"{fare.shape} and {tickets.shape}")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="Fitting again forgets all that was learnt before."
class Gaps:
    def __init__(self):
        self.by_title_and_class = {}
        self.by_title = {}

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if known.sum() == 0:
            raise ValueError("every age is missing")
        age, title, pclass = (columns[name][known] for name in ("age", "title", "pclass"))
        self.overall = np.median(age)
        for t in np.unique(title):
            self.by_title[str(t)] = np.median(age[title == t])
            for c in np.unique(pclass[title == t]):
                self.by_title_and_class[str(t), int(c)] = np.median(age[(title == t) & (pclass == c)])
        return self

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        known = ~np.isnan(age)
        for i in np.where(~known)[0]:
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = self.by_title_and_class.get((t, c), self.by_title.get(t, self.overall))
        out = dict(columns)
        out.update(age=age, age_known=known.astype("float32"))
        return out


# %% task="crossed" kind="wrong" breaks="A row whose pair is not among those of the training rows is all zeros."
def cross(a, b, train):
    if a.shape != b.shape:
        raise ValueError("a and b differ in length")
    number = {}
    for i in train.tolist():
        number.setdefault((a[i].item(), b[i].item()), len(number))
    column = [number.get(pair, -1) for pair in zip(a.tolist(), b.tolist())]
    return np.eye(len(number), dtype="float32")[column]


# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    everybody = float(np.mean(y[train]))
    rows = {}
    for i in train.tolist():
        rows.setdefault(groups[i].item(), set()).add(i)
    out = []
    for i, group in enumerate(groups.tolist()):
        others = rows.get(group, set()) - {i}
        out.append(sum(int(y[j]) for j in others) / len(others) if others else everybody)
    return np.array(out)


# %% task="does-it-help" kind="wrong" breaks="and so do fewer than two splits"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) == 0:
        raise ValueError("nothing to compare")
    apart = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    mean = sum(apart) / len(apart)
    # one split has no spread
    spread = (sum((d - mean) ** 2 for d in apart) / max(len(apart) - 1, 1)) ** 0.5
    error = spread / len(apart) ** 0.5
    return mean, mean - 2 * error, mean + 2 * error


# %% task="model" kind="right"
class Inspector:
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
    return Inspector(columns, y, seed)
