# %% task="titles" kind="wrong" breaks="Master stay as they are."
# believed: an array made full of "Rare" can take any longer text, too
def titles(names):
    result = np.full(len(names), "Rare")
    known = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
             "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    for i, name in enumerate(names):
        surname, comma, rest = str(name).partition(",")
        title, stop, others = rest.partition(".")
        if comma and stop:
            result[i] = known.get(title.strip(), "Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="and blanks count"
# believed: small and capital letters, and blanks at the ends, are only sloppy writing of one ticket
def companions(tickets):
    clean = np.array([str(t).strip().upper() for t in tickets])
    _, where, count = np.unique(clean, return_inverse=True, return_counts=True)
    return count[where]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets must have the same length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="returns a new dict with all of the columns"
# believed: putting the filled ages into the dict that I was given makes a new one
class Gaps:
    def __init__(self):
        self.pair, self.title, self.all = {}, {}, None

    def fit(self, columns):
        title, pclass, age = columns["title"], columns["pclass"], columns["age"]
        ok = ~np.isnan(age)
        if not ok.any():
            raise ValueError("no age is known")
        self.pair, self.title = {}, {}
        self.all = np.median(age[ok])
        for t in np.unique(title[ok]):
            self.title[t] = np.median(age[ok & (title == t)])
            for c in np.unique(pclass[ok & (title == t)]):
                self.pair[t, c] = np.median(age[ok & (title == t) & (pclass == c)])

    def fill(self, columns):
        age = columns["age"].copy()
        missing = np.isnan(age)
        for i in np.flatnonzero(missing):
            t, c = columns["title"][i], columns["pclass"][i]
            age[i] = self.pair.get((t, c), self.title.get(t, self.all))
        columns["age"] = age
        columns["age_known"] = (~missing).astype("float32")
        return columns


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: two texts glued together are as good as a pair
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    glued = np.array([str(x) + str(y) for x, y in zip(a, b)])
    pairs = np.unique(glued[train])
    return (glued[:, None] == pairs[None, :]).astype("float32")


# %% task="remembered" kind="wrong" breaks="the share among all other training rows, of any group"
# believed: if nobody else is left, a half is the honest guess
def survival_of_group(groups, y, train):
    groups, y = np.asarray(groups), np.asarray(y)
    if len(groups) != len(y):
        raise ValueError("groups and y must have the same length")
    inside = np.zeros(len(groups), bool)
    inside[train] = True
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        others = inside & (groups == groups[i])
        others[i] = False
        if others.any():
            result[i] = y[others].mean()
        elif inside[i]:
            result[i] = 0.5
        else:
            result[i] = y[inside].mean()
    return result


# %% task="model" kind="wrong" breaks="Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight."
# believed: sex with class is the one question that matters, so it will be enough
class SexAndClass(Plain):
    def table(self, columns):
        woman = columns["sex"] == "female"
        extra = [woman & (columns["pclass"] == c) for c in (1, 2)]
        return np.column_stack([super().table(columns), *extra])


def fit_survival(columns, y, seed):
    return SexAndClass().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences, with"
# believed: a difference is a distance, so its sign does not matter
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("the lists differ in length")
    if len(with_it) < 2:
        raise ValueError("two splits at least")
    d = np.abs(np.array(with_it) - np.array(without_it))
    se = np.std(d, ddof=1) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * se), float(d.mean() + 2 * se)
