# %% task="titles" kind="wrong" breaks="The title stands between the first comma of a name"
# believed: a name has one comma, so the last piece after splitting begins with the title
def titles(names):
    mapping = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}

    def extract(name):
        pieces = name.split(",")
        if len(pieces) < 2 or "." not in pieces[-1]:
            return "Rare"
        return mapping.get(pieces[-1].split(".")[0].strip(), "Rare")

    return [extract(str(name)) for name in names]


# %% task="fare-each" kind="wrong" breaks="each keeps to its own"
# believed: a ticket has one price, so rows that differ are averaged first, as groupby("ticket").mean() would
def value_counts(values):
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def companions(tickets):
    counts = value_counts(tickets.tolist())
    return np.array([counts[ticket] for ticket in tickets.tolist()], dtype="int64")


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("length mismatch")
    fare = np.asarray(fare, "float64")
    by_ticket = {}
    for price, ticket in zip(fare, tickets.tolist()):
        by_ticket.setdefault(ticket, []).append(price)
    result = []
    for price, ticket in zip(fare, tickets.tolist()):
        group = np.array(by_ticket[ticket])
        result.append(np.nan if np.isnan(price) else np.nanmean(group) / len(group))
    return np.array(result)


# %% task="gaps" kind="wrong" breaks="returns a new dict with all of the columns"
# believed: only the columns that were worked on are to be returned
class Gaps:
    def __init__(self):
        self.by_pair = {}
        self.by_title = {}
        self.overall = np.nan

    def fit(self, columns):
        pair, title, everybody = {}, {}, []
        for t, c, age in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if age == age:
                pair.setdefault((t, c), []).append(age)
                title.setdefault(t, []).append(age)
                everybody.append(age)
        if not everybody:
            raise ValueError("no age is known")
        self.by_pair = {key: np.median(ages) for key, ages in pair.items()}
        self.by_title = {key: np.median(ages) for key, ages in title.items()}
        self.overall = np.median(everybody)
        return self

    def fill(self, columns):
        age = columns["age"].copy()
        missing = np.isnan(age)
        for i in np.flatnonzero(missing):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = self.by_pair.get((t, c), self.by_title.get(t, self.overall))
        return {
            "title": columns["title"],
            "pclass": columns["pclass"],
            "age": age,
            "age_known": (~missing).astype("float32"),
        }


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: a pair may be written as one text, the two values one behind the other
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    both = np.array([str(x) + str(y) for x, y in zip(a, b)])
    categories = np.unique(both[train])
    return np.stack([both == category for category in categories], axis=1).astype("float32")


# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
# believed: where nobody can be asked the chance is even, so one half
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("length mismatch")
    groups, label = groups.tolist(), [int(v) for v in y]
    train = [int(i) for i in train]
    lived, size = {}, {}
    for i in train:
        lived[groups[i]] = lived.get(groups[i], 0) + label[i]
        size[groups[i]] = size.get(groups[i], 0) + 1
    overall = sum(label[i] for i in train) / len(train)
    result = [lived[g] / size[g] if g in size else overall for g in groups]
    for i in train:
        g = groups[i]
        result[i] = (lived[g] - label[i]) / (size[g] - 1) if size[g] > 1 else 0.5
    return np.array(result, "float64")


# %% task="model" kind="wrong" breaks="but not on the order of the rows"
# believed: a gap in a sorted list is best filled from the row before, as ffill does
def fit_survival(columns, y, seed):
    return Forward().fit(columns, y)


class Forward:
    def features(self, columns):
        age, last = [], self.middle_age
        for value in columns["age"].tolist():
            last = last if np.isnan(value) else value
            age.append(last)
        fare = np.where(np.isnan(columns["fare"]), self.middle_fare, columns["fare"])
        title = np.array([(str(n).split(",", 1) + [""])[1].split(".")[0].strip() for n in columns["name"]])
        female = columns["sex"] == "female"
        frame = {
            "age": np.array(age) / 15,
            "fare": fare / 50,
            "sibsp": columns["sibsp"],
            "parch": columns["parch"],
            "S": columns["embarked"] == "S",
            "C": columns["embarked"] == "C",
            "large": columns["sibsp"] + columns["parch"] >= 4,
            "cabin": columns["cabin"] != "",
        }
        for one in ("Mr", "Mrs", "Miss", "Master"):
            frame[one] = title == one
        for pclass in (1, 2, 3):
            frame[f"f{pclass}"] = female & (columns["pclass"] == pclass)
            frame[f"m{pclass}"] = ~female & (columns["pclass"] == pclass)
        return np.column_stack(list(frame.values())).astype("float64")

    def fit(self, columns, y):
        self.middle_age = float(np.nanmedian(columns["age"]))
        self.middle_fare = float(np.nanmedian(columns["fare"]))
        self.weights = logistic(self.features(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.features(columns))


# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    frame = {"with": list(with_it), "without": list(without_it)}
    if len(frame["with"]) != len(frame["without"]):
        raise ValueError("the columns have different lengths")
    diff = np.array(frame["with"], "float64") - np.array(frame["without"], "float64")
    if len(diff) < 2:
        raise ValueError("at least two splits")
    mean, sem = diff.mean(), diff.std(ddof=1) / len(diff) ** 0.5
    return [float(mean), float(mean - 2 * sem), float(mean + 2 * sem)]
