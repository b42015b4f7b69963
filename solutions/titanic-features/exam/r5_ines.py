# %% task="titles" kind="wrong" breaks="Mme becomes Mrs"
# believed: the French titles and Ms all become Miss (read too quickly: Mme is Madame)
def titles(names):
    result = []
    for name in names:
        comma = name.find(",")
        stop = name.find(".", comma + 1)
        if comma < 0 or stop < 0:
            result.append("Rare")
            continue
        title = name[comma + 1:stop].strip()
        if title in ("Mlle", "Ms", "Mme"):
            title = "Miss"
        if title not in ("Mr", "Mrs", "Miss", "Master"):
            title = "Rare"
        result.append(title)
    return result


# %% task="fare-each" kind="wrong" breaks="floats are not rounded; float32 is exact enough"
# believed: these are prices, and prices have two digits after the point
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets must be equally long")
    return np.round(fare / companions(tickets), 2)


# %% task="gaps" kind="wrong" breaks="matter what `fit` returns, nor what becomes of the columns afterwards."
# believed: to keep the columns is to have learnt; but they are the caller's arrays, and the medians are taken from what stands there later
class Gaps:
    def __init__(self):
        self.fitted = None

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("no age is known")
        self.fitted = columns

    def fill(self, columns):
        known = ~np.isnan(self.fitted["age"])
        title, pclass, ages = (self.fitted[name][known] for name in ("title", "pclass", "age"))
        age = columns["age"].copy()
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            like = title == columns["title"][i]
            same = like & (pclass == columns["pclass"][i])
            if same.any():
                age[i] = np.median(ages[same])
            elif like.any():
                age[i] = np.median(ages[like])
            else:
                age[i] = np.median(ages)
        new = dict(columns)
        new["age"] = age
        new["age_known"] = (~gap).astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="Returns a float32 array of shape (n, k)"
# believed: True and False are ones and zeros, so a comparison is already the table of float32
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    kinds = list({(a[i], b[i]) for i in train})
    return np.column_stack([(a == x) & (b == y) for x, y in kinds])


# %% task="remembered" kind="wrong" breaks="array of shape (n,), 1 for those who lived and 0 for the others: bools or integers of any"
# believed: Python's sum never overflows; over an int8 or uint8 array it adds small integers, and they wrap round
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    number, lived = {}, {}
    keys = groups.tolist()
    for i in train:
        number[keys[i]] = number.get(keys[i], 0) + 1
        lived[keys[i]] = lived.get(keys[i], 0) + int(y[i])
    everybody = sum(y[train])
    in_train = set(train.tolist())
    result = np.zeros(len(groups))
    for i, key in enumerate(keys):
        own, label = (1, int(y[i])) if i in in_train else (0, 0)
        if number.get(key, 0) > own:
            result[i] = (lived[key] - label) / (number[key] - own)
        else:
            result[i] = (everybody - label) / (len(train) - own)
    return result


# %% task="model" kind="wrong" breaks="returns an array of floats of shape (n,): the probability of having survived, for each row in its"
# believed: a prediction is an answer, so it has to be 0 or 1, cut at one half
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
        self.weights = logistic(np.column_stack([self.plain.table(columns), questions(columns)]), y)
        return self

    def predict(self, columns):
        p = probabilities(self.weights, np.column_stack([self.plain.table(columns), questions(columns)]))
        return (p > 0.5).astype("float64")


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="what is handed in is not changed."
# believed: np.asarray makes a copy; of an array it makes none, and -= writes into the caller's scores
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.asarray(with_it)
    d -= np.asarray(without_it)
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
