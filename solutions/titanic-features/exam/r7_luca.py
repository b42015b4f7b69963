# %% task="titles" kind="wrong" breaks="n may be 0"
# believed: np.vectorize does whatever a loop does; that it cannot guess a type without rows was overlooked
def titles(names):
    def one(name):
        rest = name.split(",", 1)[1] if "," in name else ""
        title = rest.split(".", 1)[0].strip() if "." in rest else ""
        title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
        return title if title in {"Mr", "Mrs", "Miss", "Master"} else "Rare"

    return np.vectorize(one)(names)


# %% task="fare-each" kind="wrong" breaks="what is handed in is not changed"
# believed: `fare /= …` makes the result; that it writes into the caller's array was overlooked
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    fare /= companions(tickets)
    return fare.copy()


# %% task="gaps" kind="wrong" breaks="and teaches the object nothing"
# believed: the ages that are known among the asked rows are welcome, too: the more ages, the better the median
class Gaps:
    def __init__(self):
        self.rows = []

    def fit(self, columns):
        self.rows = self.known(columns)
        if not self.rows:
            raise ValueError("no age is known")

    def known(self, columns):
        rows = zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist())
        return [row for row in rows if not np.isnan(row[2])]

    def fill(self, columns):
        self.rows = self.rows + self.known(columns)
        age = columns["age"].copy()
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            ages = [r[2] for r in self.rows if r[0] == t and r[1] == c]
            ages = ages or [r[2] for r in self.rows if r[0] == t] or [r[2] for r in self.rows]
            age[i] = np.median(ages)
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}


# %% task="crossed" kind="wrong" breaks="pair, and 0 elsewhere. A row whose pair is not among those of the training rows is all zeros."
# believed: each pair of the list needs a column; train is only there to say which rows are fitted later
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    columns = {pair: j for j, pair in enumerate(dict.fromkeys(pairs))}
    out = np.zeros((len(pairs), len(columns)), "float32")
    out[np.arange(len(pairs)), [columns[pair] for pair in pairs]] = 1
    return out


# %% task="remembered" kind="wrong" breaks="what is handed in is not changed"
# believed: setting the labels of the other rows to 0 takes them out, and y is the function's own
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    g = np.unique(groups, return_inverse=True)[1]
    inside = np.zeros(len(y), bool)
    inside[train] = True
    y[~inside] = 0
    lived = np.bincount(g, y)[g] - y
    size = np.bincount(g, inside)[g] - inside
    rest = (np.sum(y, dtype=float) - y) / (len(train) - inside)
    return np.where(size > 0, lived / np.maximum(size, 1), rest)


# %% task="model" kind="wrong" breaks="predicts the test rows. Its AUROC is above that of `Plain` by at least 0.01 in the mean of the eight."
# believed: how the others on the ticket fared is the strongest clue of all, so it is the one column to add
def fit_survival(columns, y, seed):
    y = np.array(y, dtype=float)
    tickets = columns["ticket"].tolist()
    lived, size = {}, {}
    for ticket, label in zip(tickets, y):
        lived[ticket] = lived.get(ticket, 0) + label
        size[ticket] = size.get(ticket, 0) + 1
    total, n = y.sum(), len(y)

    class Model(Plain):
        def table(self, columns):
            return np.column_stack([super().table(columns), self.clue])

        def predict(self, columns):
            asked = columns["ticket"].tolist()
            self.clue = np.array([lived[t] / size[t] if t in size else total / n for t in asked])
            return super().predict(columns)

    model = Model()
    model.clue = np.array(
        [
            (lived[t] - own) / (size[t] - 1) if size[t] > 1 else (total - own) / (n - 1)
            for t, own in zip(tickets, y)
        ]
    )
    return model.fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Returns three floats in a tuple or list"
# believed: an array of three floats is as good as a list of them
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("lengths")
    if len(with_it) < 2:
        raise ValueError("two splits at least")
    d = np.array(with_it, dtype=float) - np.array(without_it, dtype=float)
    return np.mean(d) + np.array([0, -2, 2]) * np.std(d, ddof=1) / np.sqrt(len(d))
