# %% task="titles" kind="wrong" breaks="capitals count, so MR is Rare, too"
# believed: MR and mr are only other ways to write Mr, so tidy the text first
def titles(names):
    mapping = {
        "mr": "Mr", "mrs": "Mrs", "miss": "Miss", "master": "Master",
        "mlle": "Miss", "ms": "Miss", "mme": "Mrs",
    }

    def clean(name):
        _, comma, rest = name.partition(",")
        title, stop, _ = rest.partition(".")
        if not comma or not stop:
            return "Rare"
        return mapping.get(title.strip().lower(), "Rare")

    return [clean(str(name)) for name in names]


# %% task="fare-each" kind="wrong" breaks="Returns an array of integers of shape (n,)."
# believed: an array of whole counts is one of integers, even if it was made with np.zeros
def companions(tickets):
    n = len(tickets)
    count = np.zeros(n)
    for i in range(n):
        for j in range(n):
            if tickets[i] == tickets[j]:
                count[i] += 1
    return count


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets need the same length")
    return np.array(fare) / companions(tickets)


# %% task="gaps" kind="wrong" breaks="If there are none, it becomes the median of those of the same"
# believed: if a title and class was met in fit, then there is a median for it
import warnings

class Gaps:
    def __init__(self):
        self.pairs, self.titles, self.total = {}, {}, None

    def fit(self, columns):
        title, pclass, age = columns["title"], columns["pclass"], columns["age"]
        if np.isnan(age).all():
            raise ValueError("all ages are missing")
        self.pairs, self.titles = {}, {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for t, c in set(zip(title.tolist(), pclass.tolist())):
                self.pairs[t, c] = np.nanmedian(age[(title == t) & (pclass == c)])
            for t in set(title.tolist()):
                self.titles[t] = np.nanmedian(age[title == t])
        self.total = np.nanmedian(age)

    def fill(self, columns):
        new = dict(columns)
        new["age"] = columns["age"].copy()
        new["age_known"] = (~np.isnan(columns["age"])).astype("float32")
        for i, (t, c) in enumerate(zip(columns["title"].tolist(), columns["pclass"].tolist())):
            if np.isnan(new["age"][i]):
                if (t, c) in self.pairs:
                    new["age"][i] = self.pairs[t, c]
                elif t in self.titles:
                    new["age"][i] = self.titles[t]
                else:
                    new["age"][i] = self.total
        return new


# %% task="crossed" kind="wrong" breaks="One may be of texts and the other"
# believed: a is always a text and b always a number, as with sex and class
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    columns = []
    for text in np.unique(a[train]):
        for number in range(int(b[train].min()), int(b[train].max()) + 1):
            here = (a == text) & (b == number)
            if here[train].any():
                columns.append(here)
    return np.array(columns).T.astype("float32")


# %% task="remembered" kind="wrong" breaks="what is handed in is not changed"
# believed: y is mine, so I may blank the labels that nobody should see
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must be of one length")
    test = np.ones(len(groups), bool)
    test[train] = False
    y[test] = 0
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        others = (groups == groups[i]) & ~test
        anybody = ~test
        others[i] = anybody[i] = False
        result[i] = y[others].mean() if others.any() else y[anybody].mean()
    return result


# %% task="model" kind="wrong" breaks="It takes columns as above, of one row or more"
# believed: scaling is not learning, so each table is scaled by its own mean and spread
class Scaled(Plain):
    def table(self, columns):
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        woman = columns["sex"] == "female"
        extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        x = np.column_stack([super().table(columns), *extra]).astype(float)
        return (x - x.mean(axis=0)) / x.std(axis=0)


def fit_survival(columns, y, seed):
    return Scaled().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Returns three floats in a tuple or list, (mean, low, high)."
# believed: an array of three numbers is as good as a tuple
def gain(with_it, without_it):
    with_it, without_it = np.asarray(with_it), np.asarray(without_it)
    if with_it.shape != without_it.shape:
        raise ValueError("different lengths")
    if with_it.size < 2:
        raise ValueError("fewer than two splits")
    d = with_it - without_it
    se = d.std(ddof=1) / np.sqrt(d.size)
    return d.mean() + se * np.array([0, -2, 2])
