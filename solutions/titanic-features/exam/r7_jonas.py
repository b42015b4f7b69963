# %% task="titles" kind="wrong" breaks="Surnames may have stops in them"
# believed: the first stop of a name ends the title, so one may cut there first and then at the comma
def titles(names):
    result = []
    for name in names:
        before_stop, stop, _ = str(name).partition(".")
        _, comma, title = before_stop.partition(",")
        title = title.strip()
        if not stop or not comma:
            result.append("Rare")
        elif title in ("Mlle", "Ms"):
            result.append("Miss")
        elif title == "Mme":
            result.append("Mrs")
        elif title in ("Mr", "Mrs", "Miss", "Master"):
            result.append(title)
        else:
            result.append("Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="It is NaN where it is missing, and may be 0."
# believed: nobody travels for nothing, so a fare of 0 is a missing one
def companions(tickets):
    result = np.zeros(len(tickets), dtype=int)
    for ticket in set(tickets.tolist()):
        same = tickets == ticket
        result[same] = same.sum()
    return result


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    fare = np.where(fare > 0, fare, np.nan)
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="it takes the place of one that is"
# believed: a column age_known that is there already says it better, and stays
class Gaps:
    def __init__(self):
        self.ages = {}

    def fit(self, columns):
        ages = {}
        for title, pclass, age in zip(columns["title"], columns["pclass"], columns["age"]):
            if np.isnan(age):
                continue
            for key in ("all", ("title", str(title)), ("both", str(title), int(pclass))):
                ages.setdefault(key, []).append(float(age))
        if not ages:
            raise ValueError("no ages")
        self.ages = ages

    def fill(self, columns):
        new = dict(columns)
        age = columns["age"].copy()
        known = ~np.isnan(age)
        for i in range(len(age)):
            if not known[i]:
                title, pclass = str(columns["title"][i]), int(columns["pclass"][i])
                for key in (("both", title, pclass), ("title", title), "all"):
                    if key in self.ages:
                        age[i] = np.median(self.ages[key])
                        break
        new["age"] = age
        if "age_known" not in new:
            new["age_known"] = known.astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="Returns a float32 array of shape (n, k)"
# believed: zeros and ones are whole numbers, so any array of them will do
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    pairs = [(str(x), str(y)) for x, y in zip(a, b)]
    known = sorted({pairs[i] for i in train})
    return np.array([[int(pair == one) for one in known] for pair in pairs])


# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
# believed: only the labels of training rows are looked up, so that there are more of them does not matter
def survival_of_group(groups, y, train):
    n = len(groups)
    training = set(int(i) for i in train)
    result = np.zeros(n)
    every = sorted(training)
    for i in range(n):
        others = [j for j in every if j != i and groups[j] == groups[i]]
        if not others:
            others = [j for j in every if j != i]
        result[i] = np.mean([int(y[j]) for j in others])
    return result


# %% task="model" kind="wrong" breaks="what is handed in is not changed"
# believed: to leave out boat and body means to pop them from the dict that came in
def fit_survival(columns, y, seed):
    return Jonas(columns, y)


class Jonas:
    def __init__(self, columns, y):
        columns.pop("boat", None)
        columns.pop("body", None)
        self.age = np.nanmedian(columns["age"])
        self.fare = np.nanmedian(columns["fare"])
        self.weights = logistic(self.features(columns), y)

    def features(self, columns):
        age = np.where(np.isnan(columns["age"]), self.age, columns["age"])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        title = np.array([str(n).partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        f = [age / 15, fare / 50, columns["sibsp"], columns["parch"]]
        f += [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        for c in (1, 2, 3):
            f.append((columns["pclass"] == c) & (columns["sex"] == "female"))
            f.append((columns["pclass"] == c) & (columns["sex"] == "male"))
        f += [columns["embarked"] == "S", columns["embarked"] == "C"]
        f += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
        return np.array(f, dtype="float64").T

    def predict(self, columns):
        return probabilities(self.weights, self.features(columns))


# %% task="does-it-help" kind="wrong" breaks="lies two standard errors"
# believed: a gain cannot lie below nothing, so the interval ends at 0
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two equally long lists of at least two scores")
    d = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    n = len(d)
    mean = sum(d) / n
    sd = (sum((x - mean) ** 2 for x in d) / (n - 1)) ** 0.5
    se = sd / n**0.5
    return mean, max(0.0, mean - 2 * se), mean + 2 * se
