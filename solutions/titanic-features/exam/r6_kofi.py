# %% task="titles" kind="right"
def titles(names):
    # go through every name letter by letter
    result = []
    for name in names:
        name = str(name)
        seen_comma = False
        seen_stop = False
        title = ""
        for letter in name:
            if not seen_comma:
                if letter == ",":
                    seen_comma = True
            elif not seen_stop:
                if letter == ".":
                    seen_stop = True
                else:
                    title = title + letter
        title = title.strip(" ")
        if not seen_comma or not seen_stop:
            result.append("Rare")
        elif title == "Mr" or title == "Mrs" or title == "Miss" or title == "Master":
            result.append(title)
        elif title == "Mlle" or title == "Ms":
            result.append("Miss")
        elif title == "Mme":
            result.append("Mrs")
        else:
            result.append("Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
# believed: zip complains by itself if one array is longer
def companions(tickets):
    answer = []
    for one in tickets:
        together = 0
        for other in tickets:
            if one == other:
                together = together + 1
        answer.append(together)
    return np.array(answer)


def fare_each(fare, tickets):
    prices = []
    for price, people in zip(fare, companions(tickets)):
        prices.append(price / people)
    return np.array(prices)


# %% task="gaps" kind="wrong" breaks="any texts"
# believed: there are five titles and three classes, so I list them
class Gaps:
    def __init__(self):
        self.pair = {}
        self.title = {}
        self.all = None

    def fit(self, columns):
        age = columns["age"]
        known = np.isnan(age) == False
        if known.sum() == 0:
            raise ValueError("no age")
        self.pair = {}
        self.title = {}
        for t in ["Mr", "Mrs", "Miss", "Master", "Rare"]:
            here = known & (columns["title"] == t)
            if here.sum() > 0:
                self.title[t] = np.median(age[here])
            for c in [1, 2, 3]:
                here = known & (columns["title"] == t) & (columns["pclass"] == c)
                if here.sum() > 0:
                    self.pair[(t, c)] = np.median(age[here])
        self.all = np.median(age[known])

    def fill(self, columns):
        new = {}
        for name in columns:
            new[name] = columns[name].copy()
        known = []
        for i in range(len(new["age"])):
            if np.isnan(new["age"][i]):
                known.append(0)
                t = new["title"][i]
                c = new["pclass"][i]
                if (t, c) in self.pair:
                    new["age"][i] = self.pair[(t, c)]
                elif t in self.title:
                    new["age"][i] = self.title[t]
                else:
                    new["age"][i] = self.all
            else:
                known.append(1)
        new["age_known"] = np.array(known, dtype="float32")
        return new


# %% task="crossed" kind="wrong" breaks="A row whose pair is not among those of the training rows is all zeros."
# believed: a pair is unknown only if one of its two values is unknown; searchsorted finds the rest
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    values_a, code_a = np.unique(a, return_inverse=True)
    values_b, code_b = np.unique(b, return_inverse=True)
    code = code_a * len(values_b) + code_b
    pairs = np.unique(code[train])
    place = np.minimum(np.searchsorted(pairs, code), len(pairs) - 1)
    known = np.isin(a, a[train]) & np.isin(b, b[train])
    return (np.eye(len(pairs))[place] * known[:, None]).astype("float32")


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    rows = []
    for t in train:
        rows.append(int(t))
    answer = []
    for i in range(len(groups)):
        group_people = 0
        group_lived = 0
        all_people = 0
        all_lived = 0
        for j in rows:
            if j != i:
                all_people = all_people + 1
                if y[j]:
                    all_lived = all_lived + 1
                if groups[j] == groups[i]:
                    group_people = group_people + 1
                    if y[j]:
                        group_lived = group_lived + 1
        if group_people > 0:
            answer.append(group_lived / group_people)
        else:
            answer.append(all_lived / all_people)
    return np.array(answer, dtype="float64")


# %% task="model" kind="right"
class MyModel:
    def make_table(self, columns):
        base = self.plain.table(columns)
        who = titles(columns["name"])
        rows = []
        for i in range(len(base)):
            row = list(base[i])
            for t in ["Mr", "Mrs", "Miss", "Master"]:
                row.append(1.0 if str(who[i]) == t else 0.0)
            for c in [1, 2]:
                yes = columns["sex"][i] == "female" and columns["pclass"][i] == c
                row.append(1.0 if yes else 0.0)
            row.append(1.0 if columns["sibsp"][i] + columns["parch"][i] >= 4 else 0.0)
            row.append(1.0 if columns["cabin"][i] != "" else 0.0)
            rows.append(row)
        return np.array(rows)

    def predict(self, columns):
        return probabilities(self.weights, self.make_table(columns))


def fit_survival(columns, y, seed):
    model = MyModel()
    model.plain = Plain()
    model.plain.fit(columns, y)
    model.weights = logistic(model.make_table(columns), y)
    return model


# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    n = len(with_it)
    if n != len(without_it):
        raise ValueError("the two lists have different lengths")
    if n < 2:
        raise ValueError("at least two splits, please")
    differences = []
    for i in range(n):
        differences.append(float(with_it[i]) - float(without_it[i]))
    total = 0.0
    for d in differences:
        total = total + d
    mean = total / n
    squares = 0.0
    for d in differences:
        squares = squares + (d - mean) ** 2
    spread = (squares / (n - 1)) ** 0.5
    error = spread / n ** 0.5
    low = mean - 2 * error
    high = mean + 2 * error
    return (mean, low, high)
