# %% task="titles" kind="wrong" breaks="Mr, Mrs, Miss and Master stay as they are."
# believed: an array of texts that starts as "Rare" holds longer texts as well
def titles(names):
    become = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = np.full(len(names), "Rare")
    for i, name in enumerate(names):
        _, comma, rest = str(name).partition(",")
        title, stop, _ = rest.partition(".")
        if comma and stop:
            out[i] = become.get(title.strip(), "Rare")
    return out


# %% task="fare-each" kind="right"
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if np.shape(fare) != np.shape(tickets):
        raise ValueError(f"{np.shape(fare)} fares, {np.shape(tickets)} tickets")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
# believed: np.where keeps the dtype of the ages, whatever the medians are
class Gaps:
    def __init__(self):
        self.pairs, self.titles, self.all = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no known age")
        age = columns["age"][known].astype("float64")
        title, pclass = columns["title"][known], columns["pclass"][known]
        self.titles = {str(t): float(np.median(age[title == t])) for t in np.unique(title)}
        self.pairs = {
            (t, int(c)): float(np.median(age[(title == t) & (pclass == c)]))
            for t in self.titles
            for c in np.unique(pclass[title == t])
        }
        self.all = float(np.median(age))
        return self

    def fill(self, columns):
        hole = np.isnan(columns["age"])
        guess = np.array(
            [
                self.pairs.get((str(t), int(c)), self.titles.get(str(t), self.all))
                for t, c in zip(columns["title"], columns["pclass"])
            ]
        )
        return {**columns, "age": np.where(hole, guess, columns["age"]), "age_known": (~hole).astype("float32")}


# %% task="crossed" kind="right"
def cross(a, b, train):
    if np.shape(a) != np.shape(b):
        raise ValueError("a and b differ in length")
    (va, ia), (vb, ib) = (np.unique(v, return_inverse=True) for v in (a, b))
    code = ia.reshape(-1) * len(vb) + ib.reshape(-1)
    return (code[:, None] == np.unique(code[np.asarray(train)])).astype("float32")


# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
# believed: a training row is alone if nobody else at all is in its group; that its companions may all be test rows was overlooked
def survival_of_group(groups, y, train):
    if np.shape(groups) != np.shape(y):
        raise ValueError("groups and y differ in length")
    _, g, size = np.unique(groups, return_inverse=True, return_counts=True)
    y = np.asarray(y).astype(float)
    mine = np.zeros(len(y), bool)
    mine[train] = True
    n = np.bincount(g[mine], minlength=len(size))[g]
    s = np.bincount(g[mine], y[mine], minlength=len(size))[g]
    with np.errstate(divide="ignore", invalid="ignore"):
        others = np.where(size[g] > 1, (s - y) / (n - 1), (y[mine].sum() - y) / (mine.sum() - 1))
        asked = np.where(n > 0, s / n, y[mine].mean())
    return np.where(mine, others, asked)


# %% task="model" kind="right"
def fit_survival(columns, y, seed):
    class Detective(Plain):
        def table(self, columns):
            word = np.array([(n.split(",", 1) + [""])[1].split(".")[0].strip() for n in columns["name"].tolist()])
            woman = columns["sex"] == "female"
            pairs = [(woman == w) & (columns["pclass"] == c) for w in (0, 1) for c in (1, 2, 3)]
            said = [np.isin(word, group) for group in (["Mr"], ["Mrs", "Mme"], ["Miss", "Mlle", "Ms"], ["Master"])]
            more = [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
            return np.column_stack([super().table(columns), *pairs, *said, *more])

    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="their squared distances from their mean by n - 1"
# believed: mean of the squares minus square of the mean is the same thing in floats, and never below zero
def gain(with_it, without_it):
    a, b = np.asarray(with_it, float), np.asarray(without_it, float)
    if a.shape != b.shape or a.size < 2:
        raise ValueError("two scores of the same length, two splits at least")
    d = a - b
    n = d.size
    m = d.mean()
    with np.errstate(invalid="ignore"):
        se = np.sqrt((np.sum(d * d) - n * m * m) / (n - 1)) / np.sqrt(n)
    return float(m), float(m - 2 * se), float(m + 2 * se)
