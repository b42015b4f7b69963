# %% task="titles" kind="right"
def titles(names):
    result = []
    for name in names:
        name = str(name)
        # look for the first comma
        comma = -1
        for position in range(len(name)):
            if name[position] == ",":
                comma = position
                break
        if comma == -1:
            result.append("Rare")
            continue
        # look for the first stop after it
        stop = -1
        for position in range(comma + 1, len(name)):
            if name[position] == ".":
                stop = position
                break
        if stop == -1:
            result.append("Rare")
            continue
        title = ""
        for position in range(comma + 1, stop):
            title = title + name[position]
        title = title.strip()
        if title == "Mr":
            result.append("Mr")
        elif title == "Mrs" or title == "Mme":
            result.append("Mrs")
        elif title == "Miss" or title == "Mlle" or title == "Ms":
            result.append("Miss")
        elif title == "Master":
            result.append("Master")
        else:
            result.append("Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="counts as a companion all the same"
# believed: who has no fare written down paid nothing, so the price is shared by those with a fare alone
def companions(tickets):
    counts = []
    for ticket in tickets:
        how_many = 0
        for other in tickets:
            if ticket == other:
                how_many = how_many + 1
        counts.append(how_many)
    return np.array(counts)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets have different lengths")
    result = []
    for i in range(len(fare)):
        if np.isnan(fare[i]):
            result.append(np.nan)
        else:
            payers = 0
            for j in range(len(fare)):
                if tickets[j] == tickets[i] and not np.isnan(fare[j]):
                    payers = payers + 1
            result.append(fare[i] / payers)
    return np.array(result, dtype=float)


# %% task="gaps" kind="wrong" breaks="If there are none, it becomes the median of those of the same"
# believed: a pair of title and class that was met in fit has an age, so its median is a number
class Gaps:
    def __init__(self):
        self.pair_median = {}
        self.title_median = {}
        self.all_median = None

    def fit(self, columns):
        age = np.array(columns["age"])
        if np.isnan(age).all():
            raise ValueError("no age is known")
        self.pair_median = {}
        self.title_median = {}
        for title in set(columns["title"].tolist()):
            of_title = columns["title"] == title
            known = age[of_title & ~np.isnan(age)]
            if len(known) > 0:
                self.title_median[title] = np.median(known)
            for pclass in set(columns["pclass"][of_title].tolist()):
                here = of_title & (columns["pclass"] == pclass)
                ages = age[here]
                ages = ages[~np.isnan(ages)]
                self.pair_median[(title, pclass)] = np.median(ages) if len(ages) else np.nan
        self.all_median = np.median(age[~np.isnan(age)])

    def fill(self, columns):
        new = {}
        for name in columns:
            new[name] = columns[name]
        age = np.array(columns["age"], dtype="float32")
        known = np.ones(len(age), dtype="float32")
        for i in range(len(age)):
            if np.isnan(age[i]):
                known[i] = 0
                title = str(columns["title"][i])
                pclass = int(columns["pclass"][i])
                if (title, pclass) in self.pair_median:
                    age[i] = self.pair_median[(title, pclass)]
                elif title in self.title_median:
                    age[i] = self.title_median[title]
                else:
                    age[i] = self.all_median
        new["age"] = age
        new["age_known"] = known
        return new


# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
# believed: each value of a is to be crossed with each value of b, whether or not somebody has both
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    values_a = []
    values_b = []
    for i in train:
        if a[i] not in values_a:
            values_a.append(a[i])
        if b[i] not in values_b:
            values_b.append(b[i])
    columns = []
    for va in values_a:
        for vb in values_b:
            column = []
            for i in range(len(a)):
                if a[i] == va and b[i] == vb:
                    column.append(1)
                else:
                    column.append(0)
            columns.append(column)
    return np.array(columns, dtype="float32").T


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must have the same length")
    in_train = [False] * len(groups)
    for i in train:
        in_train[int(i)] = True
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        lived = 0
        count = 0
        for j in range(len(groups)):
            if in_train[j] and j != i and groups[j] == groups[i]:
                count = count + 1
                if y[j] == 1:
                    lived = lived + 1
        if count == 0:
            for j in range(len(groups)):
                if in_train[j] and j != i:
                    count = count + 1
                    if y[j] == 1:
                        lived = lived + 1
        result[i] = lived / count
    return result


# %% task="model" kind="wrong" breaks="and titles, ports, cabins and tickets that"
# believed: there are three ports and the empty one, so a dict of these four will do
def fit_survival(columns, y, seed):
    ports = {"S": [1, 0], "C": [0, 1], "Q": [0, 0], "": [0, 0]}
    middle_age = np.nanmedian(columns["age"])
    middle_fare = np.nanmedian(columns["fare"])

    def make_table(cols):
        rows = []
        for i in range(len(cols["name"])):
            name = str(cols["name"][i])
            title = ""
            if "," in name:
                title = name.split(",", 1)[1].split(".")[0].strip()
            age = middle_age if np.isnan(cols["age"][i]) else cols["age"][i]
            fare = middle_fare if np.isnan(cols["fare"][i]) else cols["fare"][i]
            woman = cols["sex"][i] == "female"
            row = [age / 15, fare / 50, cols["sibsp"][i], cols["parch"][i]]
            row += ports[str(cols["embarked"][i])]
            for known_title in ["Mr", "Mrs", "Miss", "Master"]:
                row.append(1 if title == known_title else 0)
            for pclass in [1, 2, 3]:
                row.append(1 if woman and cols["pclass"][i] == pclass else 0)
                row.append(1 if not woman and cols["pclass"][i] == pclass else 0)
            row.append(1 if cols["sibsp"][i] + cols["parch"][i] >= 4 else 0)
            row.append(1 if cols["cabin"][i] != "" else 0)
            rows.append(row)
        return np.array(rows, dtype=float)

    weights = logistic(make_table(columns), y)

    class Model:
        def predict(self, columns):
            return probabilities(weights, make_table(columns))

    return Model()


# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences, with"
# believed: a difference is a distance, so it has no sign
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("different lengths")
    n = len(with_it)
    if n < 2:
        raise ValueError("at least two splits are needed")
    differences = []
    for i in range(n):
        differences.append(abs(with_it[i] - without_it[i]))
    mean = sum(differences) / n
    total = 0
    for d in differences:
        total = total + (d - mean) ** 2
    spread = (total / (n - 1)) ** 0.5
    error = spread / n ** 0.5
    return mean, mean - 2 * error, mean + 2 * error
