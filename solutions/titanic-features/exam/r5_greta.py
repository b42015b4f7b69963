# %% task="titles" kind="wrong" breaks="n may be 0."
# believed: np.vectorize works for arrays of any length; without otypes it refuses an empty one
def title_of_one(name):
    _, comma, rest = str(name).partition(",")
    title, stop, _ = rest.partition(".")
    title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title.strip(), title.strip())
    if not comma or not stop or title not in ("Mr", "Mrs", "Miss", "Master"):
        return "Rare"
    return title


def titles(names):
    return np.vectorize(title_of_one)(names)


# %% task="fare-each" kind="wrong" breaks="a ticket may state different fares: each keeps to its own."
# believed: a ticket has one price, so its rows share one fare: the middle one of those stated
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets must have the same length")
    each = np.full(len(fare), np.nan)
    for ticket in np.unique(tickets):
        rows = (tickets == ticket) & ~np.isnan(fare)
        if rows.any():
            each[rows] = np.median(fare[rows]) / (tickets == ticket).sum()
    return each


# %% task="gaps" kind="wrong" breaks="If there are none either, the median of all."
# believed: the median of all is the median of the groups' medians; a group of one counts as much as a group of hundreds
class Gaps:
    def __init__(self):
        self.by_pair, self.by_title, self.by_all = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        self.by_pair, self.by_title = {}, {}
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        for t in np.unique(title):
            self.by_title[str(t)] = np.median(age[title == t])
            for c in np.unique(pclass[title == t]):
                self.by_pair[str(t), int(c)] = np.median(age[(title == t) & (pclass == c)])
        self.by_all = np.median(list(self.by_pair.values()))

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


# %% task="crossed" kind="wrong" breaks="each of texts or of whole numbers"
# believed: a is the sex and b the class, as in the example, so b can be used in sums
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    _, code = np.unique(a, return_inverse=True)
    pair = code * (b.max() + 1) + b
    kinds = np.unique(pair[train])
    return (pair[:, None] == kinds).astype("float32")


# %% task="remembered" kind="wrong" breaks="floats are not rounded; float32 is exact enough"
# believed: the example shows three digits, so the function has to round to three digits
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    n = len(groups)
    is_train = np.zeros(n, bool)
    is_train[train] = True
    result = np.zeros(n)
    for i in range(n):
        others = is_train.copy()
        others[i] = False
        same = others & (groups == groups[i])
        result[i] = y[same].mean() if same.any() else y[others].mean()
    return result.round(3)


# %% task="model" kind="wrong" breaks="gives the same predictions, to three digits."
# believed: if many models vote, chance drops out, so the seed need not be used
def questions(columns):
    title = np.array([name.partition(",")[2].partition(".")[0].strip() for name in columns["name"]])
    woman = columns["sex"] == "female"
    flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
    flags += [woman & (columns["pclass"] == one) for one in (1, 2)]
    flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
    return np.column_stack(flags).astype("float64")


class Detective:
    def fit(self, columns, y):
        self.plain = Plain().fit(columns, y)
        x = np.column_stack([self.plain.table(columns), questions(columns)])
        rng = np.random.default_rng()
        self.votes = []
        for _ in range(10):
            rows = rng.integers(0, len(y), len(y))
            self.votes.append(logistic(x[rows], y[rows]))
        return self

    def predict(self, columns):
        x = np.column_stack([self.plain.table(columns), questions(columns)])
        return np.mean([probabilities(weights, x) for weights in self.votes], axis=0)


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Returns three floats in a tuple or list, (mean, low, high)."
# believed: an array of three numbers is as good as a tuple
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.asarray(with_it, "float64") - np.asarray(without_it, "float64")
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return np.array([mean, low, high])
