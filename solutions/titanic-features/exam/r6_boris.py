# %% task="titles" kind="wrong" breaks="Behind the title anything may stand: brackets, quotation marks, more commas, stops and titles."
# believed: a name has one comma, so it splits into exactly two parts
def titles(names):
    table = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
             "Ms": "Miss", "Mlle": "Miss", "Mme": "Mrs"}
    answer = []
    for name in names:
        parts = name.split(",")
        if len(parts) != 2 or "." not in parts[1]:
            answer.append("Rare")
            continue
        title = parts[1].split(".")[0].strip()
        answer.append(table.get(title, "Rare"))
    return answer


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
# believed: NumPy itself raises a ValueError whenever two lengths differ
def companions(tickets):
    values, inverse, counts = np.unique(tickets, return_inverse=True, return_counts=True)
    return counts[inverse]


def fare_each(fare, tickets):
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="In the new dict `age` is a float32 array of its own."
# believed: a copy of the dict also copies the arrays in it
class Gaps:
    def __init__(self):
        self.books = None

    def fit(self, columns):
        by_pair, by_title, everybody = {}, {}, []
        for t, c, a in zip(columns["title"], columns["pclass"], columns["age"]):
            if not np.isnan(a):
                by_pair.setdefault((t, c), []).append(a)
                by_title.setdefault(t, []).append(a)
                everybody.append(a)
        if not everybody:
            raise ValueError("no known age")
        self.books = (
            {k: np.median(v) for k, v in by_pair.items()},
            {k: np.median(v) for k, v in by_title.items()},
            np.median(everybody),
        )

    def fill(self, columns):
        pair, title, middle = self.books
        new = columns.copy()
        gap = np.isnan(new["age"])
        for i in np.where(gap)[0]:
            t, c = new["title"][i], new["pclass"][i]
            if (t, c) in pair:
                new["age"][i] = pair[t, c]
            elif t in title:
                new["age"][i] = title[t]
            else:
                new["age"][i] = middle
        new["age_known"] = 1 - gap.astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
# believed: every value of a goes with every value of b, so there is a column for each combination
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("different lengths")
    columns = []
    for x in np.unique(a[train]):
        for y in np.unique(b[train]):
            columns.append((a == x) & (b == y))
    return np.stack(columns, axis=1).astype("float32")


# %% task="remembered" kind="wrong" breaks="bools or integers of any"
# believed: a sum of small integers grows as large as it needs to, as in Python
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("different lengths")
    count, lived = {}, {}
    n, total = 0, 0
    for i in train:
        g = groups[i]
        count[g] = count.get(g, 0) + 1
        lived[g] = lived.get(g, 0) + y[i]
        n += 1
        total += y[i]
    result = np.zeros(len(groups))
    training = set(train.tolist())
    for i, g in enumerate(groups):
        if i in training:
            if count[g] > 1:
                result[i] = (lived[g] - y[i]) / (count[g] - 1)
            else:
                result[i] = (total - y[i]) / (n - 1)
        elif g in count:
            result[i] = lived[g] / count[g]
        else:
            result[i] = total / n
    return result


# %% task="model" kind="wrong" breaks="what is handed in is not changed"
# believed: popping boat and body out of the dict only changes my own dict
class Model:
    def __init__(self):
        self.plain = Plain()

    def table(self, columns):
        columns.pop("boat", None)
        columns.pop("body", None)
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        woman = columns["sex"] == "female"
        extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        return np.column_stack([self.plain.table(columns), *extra])

    def fit(self, columns, y):
        self.plain.fit(columns, y)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Model().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
# believed: np.subtract refuses whatever has different lengths
def gain(with_it, without_it):
    d = np.subtract(with_it, without_it)
    n = len(d)
    if n < 2:
        raise ValueError("at least two splits are needed")
    mean = d.sum() / n
    se = np.sqrt(((d - mean) ** 2).sum() / (n - 1)) / np.sqrt(n)
    return mean, mean - 2 * se, mean + 2 * se
