# %% task="titles" kind="wrong" breaks="titles may have several words"
# believed: the title is the one word before a stop, as in the pattern that everybody uses for the Titanic
import re

def titles(names):
    simple = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        comma = name.find(",")
        found = re.search(r"([A-Za-z]+) *\.", name[comma + 1:]) if comma >= 0 else None
        title = found.group(1) if found else "Rare"
        title = simple.get(title, title)
        out.append(title if title in ("Mr", "Mrs", "Miss", "Master") else "Rare")
    return np.array(out, dtype="<U6")


# %% task="fare-each" kind="wrong" breaks="each keeps to its own"
# believed: a ticket has one fare, so the first that I meet is the fare of all its rows
def companions(tickets):
    counts = {}
    for t in tickets:
        counts[t] = counts.get(t, 0) + 1
    return np.array([counts[t] for t in tickets])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    price = {}
    for t, f in zip(tickets, fare):
        if t not in price and not np.isnan(f):
            price[t] = f
    share = [price[t] if not np.isnan(f) else np.nan for t, f in zip(tickets, fare)]
    return np.array(share, dtype="float64") / companions(tickets)


# %% task="gaps" kind="wrong" breaks="Fitting again forgets all that was learnt before."
# believed: lists that were made in __init__ are empty whenever fit begins
class Gaps:
    def __init__(self):
        self.pairs = {}
        self.titles = {}
        self.all = []

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("no age is known")
        for t, c, a in zip(columns["title"], columns["pclass"], columns["age"]):
            if np.isnan(a):
                continue
            self.pairs.setdefault((t, c), []).append(a)
            self.titles.setdefault(t, []).append(a)
            self.all.append(a)
        return self

    def fill(self, columns):
        result = dict(columns)
        age = np.array(columns["age"], dtype="float32")
        known = ~np.isnan(age)
        for i in range(len(age)):
            if not known[i]:
                t, c = columns["title"][i], columns["pclass"][i]
                age[i] = np.median(self.pairs.get((t, c)) or self.titles.get(t) or self.all)
        result["age"] = age
        result["age_known"] = known.astype("float32")
        return result


# %% task="crossed" kind="wrong" breaks="Returns a float32 array of shape (n, k)"
# believed: zeros and ones are zeros and ones, whatever the dtype
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    pairs = list({(a[i], b[i]): None for i in train})
    result = np.zeros((len(a), len(pairs)))
    for i in range(len(a)):
        if (a[i], b[i]) in pairs:
            result[i, pairs.index((a[i], b[i]))] = 1
    return result


# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
# believed: arrays that do not fit together raise an error by themselves
def survival_of_group(groups, y, train):
    n = len(groups)
    ones = np.asarray(y).astype("float64")
    _, code = np.unique(groups, return_inverse=True)
    k = code.max() + 1
    count = np.bincount(code[train], minlength=k)[code]
    lived = np.bincount(code[train], weights=ones[train], minlength=k)[code]
    all_n, all_lived = np.full(n, len(train)), np.full(n, ones[train].sum())
    for part in (count, all_n):
        part[train] -= 1
    for part in (lived, all_lived):
        part[train] -= ones[train]
    return np.where(count > 0, lived / np.maximum(count, 1), all_lived / all_n)


# %% task="model" kind="wrong" breaks="`boat` and `body` have no effect"
# believed: boat is no feature, but it may be used to leave doubtful labels out of the training rows
class Clean(Plain):
    def table(self, columns):
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        woman = columns["sex"] == "female"
        extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == 1), woman & (columns["pclass"] == 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        return np.column_stack([super().table(columns), *extra])


def fit_survival(columns, y, seed):
    in_boat = columns["boat"] != ""
    sure = in_boat == (y == 1)
    if sure.sum() < 100:
        sure[:] = True
    return Clean().fit({name: values[sure] for name, values in columns.items()}, y[sure])


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
# believed: zip stops with an error if one list is longer
def gain(with_it, without_it):
    differences = [a - b for a, b in zip(with_it, without_it)]
    if len(differences) < 2:
        raise ValueError("fewer than two splits")
    n = len(differences)
    mean = sum(differences) / n
    spread = (sum((d - mean) ** 2 for d in differences) / (n - 1)) ** 0.5
    error = spread / n ** 0.5
    return float(mean), float(mean - 2 * error), float(mean + 2 * error)
