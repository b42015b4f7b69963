# %% task="titles" kind="wrong" breaks="The title stands between the first comma of a name"
# believed: a name has one comma, so the last part of the split is what follows it
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
             "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        parts = name.split(",")
        if len(parts) < 2 or "." not in parts[-1]:
            result.append("Rare")
            continue
        result.append(table.get(parts[-1].split(".")[0].strip(), "Rare"))
    return result


# %% task="fare-each" kind="wrong" breaks="what is handed in is not changed."
# believed: fare /= ... only gives the name fare a new value; it writes into the caller's array
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    fare /= companions(tickets)
    return fare


# %% task="gaps" kind="wrong" breaks="If no age is known it"
# believed: some age is always known; without one, the medians are NaN and nobody is told
class Gaps:
    def __init__(self):
        self.by_pair, self.by_title, self.by_all = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        self.by_pair, self.by_title = {}, {}
        for t in np.unique(title):
            self.by_title[str(t)] = np.median(age[title == t])
            for c in np.unique(pclass[title == t]):
                self.by_pair[str(t), int(c)] = np.median(age[(title == t) & (pclass == c)])
        self.by_all = np.median(age)

    def fill(self, columns):
        age = np.array(columns["age"], "float32")
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            title, pclass = str(columns["title"][i]), int(columns["pclass"][i])
            if (title, pclass) in self.by_pair:
                age[i] = self.by_pair[title, pclass]
            elif title in self.by_title:
                age[i] = self.by_title[title]
            else:
                age[i] = self.by_all
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different:"
# believed: ten times one number plus the other keeps pairs apart; from ten values on, it does not
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    _, code_a = np.unique(a, return_inverse=True)
    _, code_b = np.unique(b, return_inverse=True)
    pair = 10 * code_a + code_b
    kinds = np.unique(pair[train])
    return (pair[:, None] == kinds).astype("float32")


# %% task="remembered" kind="wrong" breaks="and their rows need not stand side by side."
# believed: itertools.groupby gathers all rows of a group; it only gathers neighbours
from itertools import groupby


def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    in_train = set(train.tolist())
    total, m = int(y[train].astype(int).sum()), len(train)
    result = np.zeros(len(groups))
    for _, members in groupby(range(len(groups)), key=lambda i: groups[i]):
        members = list(members)
        known = [i for i in members if i in in_train]
        lived = sum(int(y[i]) for i in known)
        for i in members:
            own = int(i in in_train)
            label = int(y[i]) if own else 0
            if len(known) > own:
                result[i] = (lived - label) / (len(known) - own)
            else:
                result[i] = (total - label) / (m - own)
    return result


# %% task="model" kind="wrong" breaks="predicts the test rows. Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight."
# believed: how a ticket fared is the best column there is; each training row's own label is inside, and on new tickets it says nothing
class Detective:
    def table(self, columns):
        share = np.array([self.share.get(ticket, self.everybody) for ticket in columns["ticket"].tolist()])
        return np.column_stack([self.plain.table(columns), share])

    def fit(self, columns, y):
        self.plain = Plain().fit(columns, y)
        self.everybody = y.mean()
        self.share = {ticket: y[columns["ticket"] == ticket].mean() for ticket in set(columns["ticket"].tolist())}
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError, and so do fewer than two splits."
# believed: fewer than two means one; no split at all is not thought of
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("different lengths")
    if len(with_it) == 1:
        raise ValueError("one split is not enough")
    d = np.asarray(with_it, "float64") - np.asarray(without_it, "float64")
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
