# %% task="titles" kind="wrong" breaks="capitals count, so MR is Rare, too"
# believed: texts are best compared in small letters, for nobody means another title by MR
def titles(names):
    found = []
    for name in names:
        name = str(name)
        if "," not in name or "." not in name.split(",", 1)[1]:
            found.append("Rare")
            continue
        title = name.split(",", 1)[1].split(".")[0].strip().lower()
        if title in ("mlle", "ms", "miss"):
            found.append("Miss")
        elif title in ("mme", "mrs"):
            found.append("Mrs")
        elif title == "mr":
            found.append("Mr")
        elif title == "master":
            found.append("Master")
        else:
            found.append("Rare")
    return found


# %% task="fare-each" kind="wrong" breaks="same, character by character"
# believed: a clerk's capitals and blanks are slips, and tickets are to be cleaned first
def companions(tickets):
    clean = np.array(["".join(str(ticket).upper().split()) for ticket in tickets])
    return np.array([int((clean == ticket).sum()) for ticket in clean])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("not of the same length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="title. If there are none either, the median of all."
# believed: after title and class, and the title, the class is the next best thing to ask
class Gaps:
    def __init__(self):
        self.pair = {}
        self.title = {}
        self.pclass = {}
        self.all = 0.0

    def fit(self, columns):
        self.pair, self.title, self.pclass = {}, {}, {}
        known = ~np.isnan(columns["age"])
        if known.sum() == 0:
            raise ValueError("no age")
        age = columns["age"][known]
        title = columns["title"][known]
        pclass = columns["pclass"][known]
        for t in set(title.tolist()):
            self.title[t] = np.median(age[title == t])
        for c in set(pclass.tolist()):
            self.pclass[c] = np.median(age[pclass == c])
        for t, c in set(zip(title.tolist(), pclass.tolist())):
            self.pair[t, c] = np.median(age[(title == t) & (pclass == c)])
        self.all = np.median(age)

    def fill(self, columns):
        new = dict(columns)
        new["age"] = np.array(columns["age"])
        new["age_known"] = (~np.isnan(columns["age"])).astype("float32")
        for i in range(len(new["age"])):
            if np.isnan(new["age"][i]):
                t, c = str(columns["title"][i]), int(columns["pclass"][i])
                if (t, c) in self.pair:
                    new["age"][i] = self.pair[t, c]
                elif t in self.title:
                    new["age"][i] = self.title[t]
                elif c in self.pclass:
                    new["age"][i] = self.pclass[c]
                else:
                    new["age"][i] = self.all
        return new


# %% task="crossed" kind="wrong" breaks="in any order, each of them"
# believed: the training rows are the first ones of the arrays, as after a[:split]
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("not of the same length")
    pairs = list(zip(a.tolist(), b.tolist()))
    seen = sorted(set(pairs[: len(train)]))
    table = np.zeros((len(a), len(seen)), "float32")
    for i, pair in enumerate(pairs):
        for j, one in enumerate(seen):
            if pair == one:
                table[i, j] = 1
    return table


# %% task="remembered" kind="wrong" breaks="So the label of a row never has an effect on the row's own number."
# believed: the share of survivors in a row's group is the mean over the whole group
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("not of the same length")
    y = np.asarray(y).astype(float)
    train = np.asarray(train)
    result = np.full(len(groups), y[train].mean())
    for group in set(groups[train].tolist()):
        here = train[groups[train] == group]
        result[groups == group] = y[here].mean()
    return result


# %% task="model" kind="wrong" breaks="predicts the test rows. Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight."
# believed: any new columns will help: the number on the ticket, the price for each, and whether the age is known
def fit_survival(columns, y, seed):
    class More(Plain):
        def table(self, columns):
            fare = np.where(np.isnan(columns["fare"]), self.middle["fare"], columns["fare"])
            _, which, count = np.unique(columns["ticket"], return_inverse=True, return_counts=True)
            many = count[which]
            known = ~np.isnan(columns["age"])
            return np.column_stack([super().table(columns), many, fare / many / 10, known])

    return More().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="their squared distances from their mean by n - 1"
# believed: np.std is the spread, whatever it divides by
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("not of the same length")
    if len(with_it) < 2:
        raise ValueError("too few splits")
    d = np.array(with_it) - np.array(without_it)
    error = np.std(d) / np.sqrt(len(d))
    return float(np.mean(d)), float(np.mean(d) - 2 * error), float(np.mean(d) + 2 * error)
