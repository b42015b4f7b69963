# %% task="titles" kind="wrong" breaks="The title stands between the first comma of a name and the next full stop after that comma."
# believed: looking for "Mrs." before "Mr." anywhere behind the comma is safe enough
def titles(names):
    patterns = [("Mrs", "Mrs"), ("Mme", "Mrs"), ("Mr", "Mr"), ("Miss", "Miss"),
                ("Mlle", "Miss"), ("Ms", "Miss"), ("Master", "Master")]
    found = []
    for name in names:
        rest = name[name.find(",") + 1:] if "," in name else ""
        title = "Rare"
        for text, meaning in patterns:
            if f" {text}." in rest:
                title = meaning
                break
        found.append(title)
    return found


# %% task="fare-each" kind="wrong" breaks="and may be 0"
# believed: nobody travelled for nothing, so a fare of 0 is a missing one
def companions(tickets):
    from collections import Counter

    count = Counter(str(t) for t in tickets)
    return np.array([count[str(t)] for t in tickets])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("not the same length")
    paid = np.where(np.asarray(fare) > 0, fare, np.nan)
    return paid / companions(tickets)


# %% task="gaps" kind="right"
class Gaps:
    # as groupby(["title", "pclass"]).age.median() would do it
    def __init__(self):
        self.by_pair, self.by_title, self.overall = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no known ages")
        title, pclass, age = (np.asarray(columns[c])[known] for c in ("title", "pclass", "age"))
        self.by_pair, self.by_title = {}, {}
        for t in np.unique(title):
            same = title == t
            self.by_title[str(t)] = np.median(age[same])
            for c in np.unique(pclass[same]):
                self.by_pair[str(t), int(c)] = np.median(age[same & (pclass == c)])
        self.overall = np.median(age)
        return self

    def fill(self, columns):
        new = {name: np.array(values) for name, values in columns.items()}
        gap = np.isnan(new["age"])
        for i in np.flatnonzero(gap):
            t, c = str(new["title"][i]), int(new["pclass"][i])
            by_title = self.by_title.get(t, self.overall)
            new["age"][i] = self.by_pair.get((t, c), by_title)
        new["age_known"] = np.where(gap, 0, 1).astype(np.float32)
        return new


# %% task="crossed" kind="wrong" breaks="what is handed in is not changed"
# believed: train.sort() gives me a sorted copy of the row numbers
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    train.sort()
    pairs = []
    for i in train:
        if (a[i], b[i]) not in pairs:
            pairs.append((a[i], b[i]))
    table = [[float((x, y) == pair) for pair in pairs] for x, y in zip(a, b)]
    return np.array(table, dtype="float32")


# %% task="remembered" kind="wrong" breaks="The labels of rows that are not in `train` have no effect."
# believed: only the own label must be left out; the share of all may come from the whole list
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must have the same length")
    chosen = np.isin(np.arange(len(groups)), train)
    y = y.astype(float)
    result = np.zeros(len(y))
    for i in range(len(y)):
        same = (groups == groups[i]) & chosen
        same[i] = False
        if same.any():
            result[i] = y[same].mean()
        elif chosen[i]:
            result[i] = (y.sum() - y[i]) / (len(y) - 1)
        else:
            result[i] = y[chosen].mean()
    return result


# %% task="model" kind="wrong" breaks="were not among the fitted rows"
# believed: each port that is asked about was there when the model was fitted
class Ports(Plain):
    def table(self, columns):
        port = np.zeros((len(columns["embarked"]), len(self.ports)))
        for i, p in enumerate(columns["embarked"]):
            port[i, self.ports[str(p)]] = 1
        title = [str(n).partition(",")[2].partition(".")[0].strip() for n in columns["name"]]
        woman = columns["sex"] == "female"
        extra = [np.array([t == w for t in title]) for w in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        return np.column_stack([super().table(columns), port, *extra])

    def fit(self, columns, y):
        self.ports = {str(p): k for k, p in enumerate(np.unique(columns["embarked"]))}
        if "" not in self.ports:
            self.ports[""] = len(self.ports)
        return super().fit(columns, y)


def fit_survival(columns, y, seed):
    return Ports().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences"
# believed: the difference in the middle is a more robust mean
import statistics

def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("different lengths")
    if len(with_it) < 2:
        raise ValueError("too few splits")
    d = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    middle = statistics.median(d)
    error = statistics.stdev(d) / len(d) ** 0.5
    return middle, middle - 2 * error, middle + 2 * error
