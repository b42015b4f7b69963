# %% task="titles" kind="right"
def titles(names):
    """A clerk that reads letter by letter."""
    known = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master"}
    known["Mlle"] = known["Ms"] = "Miss"
    known["Mme"] = "Mrs"
    ledger = np.empty(len(names), dtype=object)
    for row in range(len(names)):
        state, word, verdict = "surname", [], "Rare"
        for letter in str(names[row]):
            if state == "surname":
                if letter == ",":
                    state = "title"
            elif state == "title":
                if letter == ".":
                    while word and word[0] == " ":
                        word.pop(0)
                    while word and word[-1] == " ":
                        word.pop()
                    verdict = known.get("".join(word), "Rare")
                    break
                word.append(letter)
        ledger[row] = verdict
    return ledger.astype("<U6")

# %% task="fare-each" kind="wrong" breaks="How many passengers in these rows have the same ticket, each of them included."
from collections import Counter


def companions(tickets):
    count = Counter(tickets.tolist())
    return np.fromiter((count[t] % 256 for t in tickets.tolist()), dtype="uint8", count=len(tickets))


def fare_each(fare, tickets):
    if fare.shape != tickets.shape:
        raise ValueError
    return fare / np.maximum(companions(tickets).astype("int64"), 1)

# %% task="gaps" kind="wrong" breaks="It does not"
class Gaps:
    def __init__(self):
        self.learnt = None

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("nobody's age is known")
        self.learnt = dict(columns)

    def fill(self, columns):
        ages, titles_, classes = self.learnt["age"], self.learnt["title"], self.learnt["pclass"]
        known = ~np.isnan(columns["age"])
        age = columns["age"].astype("float32")
        for i in np.flatnonzero(~known):
            like = titles_ == columns["title"][i]
            for rows in (like & (classes == columns["pclass"][i]), like, np.ones(len(ages), bool)):
                values = ages[rows & ~np.isnan(ages)]
                if len(values):
                    age[i] = np.median(values)
                    break
        return dict(columns, age=age, age_known=known.astype("float32"))

# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b differ in length")
    pairs = np.array([f"{p}|{q}" for p, q in zip(a, b)])
    return (pairs[:, None] == np.unique(pairs[train])).astype("float32")

# %% task="remembered" kind="right"
from fractions import Fraction


class _Purse:
    def __init__(self):
        self.count = self.lived = 0

    def put(self, label, sign=1):
        self.count += sign
        self.lived += sign * label
        return self

    def share(self):
        return Fraction(self.lived, self.count) if self.count else None


def survival_of_group(groups, y, train):
    if np.size(groups) != np.size(y):
        raise ValueError("sizes")
    g, label, inside = groups.tolist(), [int(bool(v)) for v in y.tolist()], frozenset(train.tolist())
    purses, everybody = {name: _Purse() for name in g}, _Purse()
    for i in inside:
        purses[g[i]].put(label[i])
        everybody.put(label[i])
    out = np.zeros(len(g), dtype="float32")
    for i, name in enumerate(g):
        mine = [purses[name], everybody]
        if i in inside:
            for purse in mine:
                purse.put(label[i], -1)
        share = mine[0].share()
        out[i] = float(mine[1].share() if share is None else share)
        if i in inside:
            for purse in mine:
                purse.put(label[i])
    return out

# %% task="model" kind="wrong" breaks="Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight."
class _PlainAndPairs(Plain):
    def table(self, columns):
        woman = columns["sex"] == "female"
        pairs = [(columns["pclass"] == k) & woman for k in (1, 2, 3)]
        return np.column_stack([super().table(columns), *pairs])


def fit_survival(columns, y, seed):
    return _PlainAndPairs().fit(columns, y)

# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("bad lengths")
    d = np.array([float(a) - float(b) for a, b in zip(with_it, without_it)])
    told = d[d != 0]  # a tie says nothing about which is better
    if len(told) < 2:
        told = d
    error = told.std(ddof=1) / np.sqrt(len(told))
    return float(told.mean()), float(told.mean() - 2 * error), float(told.mean() + 2 * error)
