# %% task="titles" kind="wrong" breaks="or no stop"
# believed: without a stop everything after the comma is the title
def titles(names):
    same = ["Mr", "Mrs", "Miss", "Master"]
    result = []
    for name in names:
        if "," not in name:
            result.append("Rare")
            continue
        after = name.split(",", 1)[1]
        title = after.split(".")[0].strip()
        if title in same:
            result.append(title)
        elif title == "Mlle" or title == "Ms":
            result.append("Miss")
        elif title == "Mme":
            result.append("Mrs")
        else:
            result.append("Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="what is handed in is not changed"
# believed: /= works on my own copy of the fares
def companions(tickets):
    result = np.zeros(len(tickets), dtype=int)
    for i in range(len(tickets)):
        result[i] = np.sum(tickets == tickets[i])
    return result


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("the lengths differ")
    fare /= companions(tickets)
    return fare


# %% task="gaps" kind="wrong" breaks="Each object learns for itself."
# believed: names written under class belong to each object
class Gaps:
    pair_median = {}
    title_median = {}
    everybody = [None]

    def __init__(self):
        pass

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if known.sum() == 0:
            raise ValueError("there is no known age")
        title = columns["title"][known]
        pclass = columns["pclass"][known]
        age = columns["age"][known]
        self.pair_median.clear()
        self.title_median.clear()
        for t in set(title):
            self.title_median[t] = np.median(age[title == t])
            for c in set(pclass[title == t]):
                self.pair_median[(t, c)] = np.median(age[(title == t) & (pclass == c)])
        self.everybody[0] = np.median(age)

    def fill(self, columns):
        filled = dict(columns)
        age = columns["age"].copy()
        known = np.ones(len(age), "float32")
        for i in range(len(age)):
            if np.isnan(age[i]):
                known[i] = 0
                key = (columns["title"][i], columns["pclass"][i])
                if key in self.pair_median:
                    age[i] = self.pair_median[key]
                elif key[0] in self.title_median:
                    age[i] = self.title_median[key[0]]
                else:
                    age[i] = self.everybody[0]
        filled["age"] = age
        filled["age_known"] = known
        return filled


# %% task="crossed" kind="wrong" breaks="an array of row numbers, at least one, in any order"
# believed: the training rows are the first ones, so their number is all I need
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must be equally long")
    n_train = len(train)
    pairs = []
    for x, y in zip(a[:n_train], b[:n_train]):
        if (x, y) not in pairs:
            pairs.append((x, y))
    result = np.zeros((len(a), len(pairs)), dtype="float32")
    for row, (x, y) in enumerate(zip(a, b)):
        for col, pair in enumerate(pairs):
            if pair == (x, y):
                result[row, col] = 1
    return result


# %% task="remembered" kind="wrong" breaks="in any order, each of them once"
# believed: the training rows are the first ones, so the place in the list tells them from the others
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("length of groups and y")
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        mine, everybody = [], []
        for j in train:
            if i < len(train) and j == i:
                continue
            everybody.append(int(y[j]))
            if groups[j] == groups[i]:
                mine.append(int(y[j]))
        result[i] = np.mean(mine) if mine else np.mean(everybody)
    return result


# %% task="model" kind="wrong" breaks="for each row in its"
# believed: the predictions of the women and then those of the men are the predictions of all
class TwoModels:
    def split(self, columns):
        woman = columns["sex"] == "female"
        return rows_of(columns, woman), rows_of(columns, ~woman)

    def table(self, columns):
        title = [n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]]
        age = np.where(np.isnan(columns["age"]), self.age, columns["age"])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        master = np.array([t == "Master" for t in title], float)
        family = columns["sibsp"] + columns["parch"]
        return np.column_stack([
            age / 15, fare / 50, columns["pclass"] == 1, columns["pclass"] == 2, master,
            columns["sibsp"], columns["parch"], family > 3, columns["cabin"] != "",
            columns["embarked"] == "S", columns["embarked"] == "C",
        ]).astype(float)

    def fit(self, columns, y):
        self.age, self.fare = np.nanmedian(columns["age"]), np.nanmedian(columns["fare"])
        women, men = self.split(columns)
        woman = columns["sex"] == "female"
        self.women = logistic(self.table(women), y[woman])
        self.men = logistic(self.table(men), y[~woman])
        return self

    def predict(self, columns):
        women, men = self.split(columns)
        return np.concatenate([
            probabilities(self.women, self.table(women)),
            probabilities(self.men, self.table(men)),
        ])


def fit_survival(columns, y, seed):
    return TwoModels().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="and so do fewer than two splits"
# believed: the only number below two is one
def gain(with_it, without_it):
    n = len(with_it)
    if n != len(without_it):
        raise ValueError("not the same number of splits")
    if n == 1:
        raise ValueError("one split is not enough")
    diff = np.array(with_it, dtype=float) - np.array(without_it, dtype=float)
    mean = np.mean(diff)
    error = np.sqrt(np.sum((diff - mean) ** 2) / (n - 1)) / np.sqrt(n)
    return (mean, mean - 2 * error, mean + 2 * error)
