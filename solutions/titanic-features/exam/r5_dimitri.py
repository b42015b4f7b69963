# %% task="titles" kind="wrong" breaks="after its first comma"
# believed: it is enough that there is a stop somewhere in the name; in 'St. Clair, Mr' it stands in the surname
def titles(names):
    same = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
            "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        if "," not in name or "." not in name:
            result.append("Rare")
        else:
            title = name.split(",", 1)[1].split(".", 1)[0].strip()
            result.append(same.get(title, "Rare"))
    return result


# %% task="fare-each" kind="wrong" breaks="An empty text is a ticket like any other."
# believed: an empty ticket is a missing one, and who has none travels alone
def companions(tickets):
    _, which, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return np.where(tickets == "", 1, count[which])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
# believed: a copy of the dict copies the arrays, too; dict(columns) has the very same age array inside
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
        self.by_all = np.median(age)

    def median_for(self, title, pclass):
        title, pclass = str(title), int(pclass)
        if (title, pclass) in self.by_pair:
            return self.by_pair[title, pclass]
        return self.by_title.get(title, self.by_all)

    def fill(self, columns):
        new = dict(columns)
        gap = np.isnan(new["age"])
        for i in np.flatnonzero(gap):
            new["age"][i] = self.median_for(new["title"][i], new["pclass"][i])
        new["age_known"] = (~gap).astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different:"
# believed: an underscore between the two texts keeps them apart; the texts may have underscores themselves
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    pairs = np.array([f"{x}_{y}" for x, y in zip(a, b)])
    kinds = np.unique(pairs[train])
    return (pairs[:, None] == kinds[None, :]).astype("float32")


# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
# believed: alone is who has no other row in the whole list; the others may all be test rows, and then 0 is divided by 0
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    _, group, size = np.unique(groups, return_inverse=True, return_counts=True)
    number = np.bincount(group[train], minlength=len(size))
    lived = np.bincount(group[train], weights=y[train], minlength=len(size))
    all_lived, m = lived.sum(), len(train)
    result = np.where(number[group] > 0, lived[group] / np.maximum(number[group], 1), all_lived / m)
    for i in train:
        g = group[i]
        if size[g] == 1:
            result[i] = (all_lived - y[i]) / (m - 1)
        else:
            result[i] = (lived[g] - y[i]) / (number[g] - 1)
    return result


# %% task="model" kind="wrong" breaks="place. Rows may have gaps wherever `titanic()` has some, and titles, ports, cabins and tickets"
# believed: gaps are filled with the median of whatever table one has at hand; a single row without an age has no median, and gets NaN
def questions(columns):
    title = np.array([name.partition(",")[2].partition(".")[0].strip() for name in columns["name"]])
    woman = columns["sex"] == "female"
    flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
    flags += [woman & (columns["pclass"] == one) for one in (1, 2)]
    flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
    return np.column_stack(flags).astype("float64")


def table_of(columns):
    age = np.where(np.isnan(columns["age"]), np.nanmedian(columns["age"]), columns["age"])
    fare = np.where(np.isnan(columns["fare"]), np.nanmedian(columns["fare"]), columns["fare"])
    flags = [columns["pclass"] == 1, columns["pclass"] == 2, columns["sex"] == "female"]
    flags += [columns["embarked"] == port for port in "SC"]
    plain = np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags])
    return np.column_stack([plain, questions(columns)])


class Detective:
    def __init__(self, columns, y):
        self.weights = logistic(table_of(columns), y)

    def predict(self, columns):
        return probabilities(self.weights, table_of(columns))


def fit_survival(columns, y, seed):
    return Detective(columns, y)


# %% task="does-it-help" kind="wrong" breaks="2. Entry i of both belongs to split i."
# believed: scores are compared in order of size, easy splits with easy ones; sorting takes the pairs apart
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.array(sorted(with_it)) - np.array(sorted(without_it))
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
