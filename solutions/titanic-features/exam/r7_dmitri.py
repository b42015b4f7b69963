# %% task="titles" kind="wrong" breaks="at its two ends do not count"
# believed: behind the comma stands exactly one blank, and none before the stop
def titles(names):
    KNOWN = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        name = str(name)
        comma = name.find(",")
        stop = name.find(".", comma + 1)
        if comma < 0 or stop < 0:
            result.append("Rare")
        else:
            result.append(KNOWN.get(name[comma + 2 : stop], "Rare"))
    return result


# %% task="fare-each" kind="wrong" breaks="writing into it changes"
# believed: a cache may hand out its own array again, for nobody writes into a result
class TicketCounter:
    _cache = {}

    @classmethod
    def count(cls, tickets):
        key = tuple(tickets.tolist())
        if key not in cls._cache:
            counts = {}
            for ticket in key:
                counts[ticket] = counts.get(ticket, 0) + 1
            cls._cache[key] = np.array([counts[ticket] for ticket in key], dtype=np.int64)
        return cls._cache[key]


def companions(tickets):
    return TicketCounter.count(tickets)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets must have the same length")
    return np.asarray(fare) / companions(tickets)


# %% task="gaps" kind="right"
class MedianBook:
    """Collects ages under keys, and gives a key's median."""

    def __init__(self):
        self._ages = {}

    def put(self, key, age):
        self._ages.setdefault(key, []).append(age)

    def has(self, key):
        return key in self._ages

    def get_median(self, key):
        ages = sorted(self._ages[key])
        middle = len(ages) // 2
        if len(ages) % 2 == 1:
            return ages[middle]
        return (ages[middle - 1] + ages[middle]) / 2


class Gaps:
    ALL = "all"

    def __init__(self):
        self._pairs = MedianBook()
        self._titles = MedianBook()
        self._everybody = MedianBook()

    def fit(self, columns):
        pairs, titles, everybody = MedianBook(), MedianBook(), MedianBook()
        for title, pclass, age in zip(columns["title"], columns["pclass"], columns["age"]):
            if not np.isnan(age):
                pairs.put((str(title), int(pclass)), float(age))
                titles.put(str(title), float(age))
                everybody.put(Gaps.ALL, float(age))
        if not everybody.has(Gaps.ALL):
            raise ValueError("no age is known")
        self._pairs, self._titles, self._everybody = pairs, titles, everybody

    def _guess(self, title, pclass):
        if self._pairs.has((title, pclass)):
            return self._pairs.get_median((title, pclass))
        if self._titles.has(title):
            return self._titles.get_median(title)
        return self._everybody.get_median(Gaps.ALL)

    def fill(self, columns):
        result = dict(columns)
        age = np.array(columns["age"], dtype=np.float32)
        known = np.ones(age.shape, dtype=np.float32)
        for i in range(len(age)):
            if np.isnan(age[i]):
                known[i] = 0
                age[i] = self._guess(str(columns["title"][i]), int(columns["pclass"][i]))
        result["age"] = age
        result["age_known"] = known
        return result


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: with a bar in between the glued text cannot be mistaken; that a value may hold the bar was overlooked
class PairKey:
    @staticmethod
    def of(first, second):
        return f"{first}|{second}"


def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    keys = [PairKey.of(first, second) for first, second in zip(a, b)]
    place = {}
    for row in train:
        if keys[row] not in place:
            place[keys[row]] = len(place)
    result = np.zeros((len(a), len(place)), dtype=np.float32)
    for row, key in enumerate(keys):
        if key in place:
            result[row, place[key]] = 1.0
    return result


# %% task="remembered" kind="wrong" breaks="an array of row numbers, at least two, in any order, each of them once"
# believed: the training rows are the first rows of the table, so their number is all one needs
class Tally:
    def __init__(self):
        self.lived = 0
        self.size = 0

    def add(self, label):
        self.lived += label
        self.size += 1


def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must have the same length")
    split = len(train)
    tallies, total = {}, Tally()
    for i in range(split):
        tallies.setdefault(groups[i], Tally()).add(int(y[i]))
        total.add(int(y[i]))
    result = np.zeros(len(groups))
    for i in range(len(groups)):
        own = int(y[i]) if i < split else 0
        one = 1 if i < split else 0
        tally = tallies.get(groups[i])
        if tally is None or tally.size == one:
            tally = total
        result[i] = (tally.lived - own) / (tally.size - one)
    return result


# %% task="model" kind="wrong" breaks="no other call, of `predict` or of `fit_survival`, changes it."
# believed: there is one model in the program, so its weights may be static fields of the class
class SurvivalModel:
    weights = None
    middle_age = None
    middle_fare = None

    @staticmethod
    def table(columns):
        age = np.where(np.isnan(columns["age"]), SurvivalModel.middle_age, columns["age"])
        fare = np.where(np.isnan(columns["fare"]), SurvivalModel.middle_fare, columns["fare"])
        parts = [age / 15, fare / 50, columns["sibsp"], columns["parch"]]
        parts += [columns["embarked"] == port for port in ("S", "C")]
        title = []
        for name in columns["name"]:
            rest = str(name).partition(",")[2]
            title.append(rest.partition(".")[0].strip())
        title = np.array(title)
        parts += [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
        for sex in ("female", "male"):
            for pclass in (1, 2, 3):
                parts.append((columns["sex"] == sex) & (columns["pclass"] == pclass))
        parts.append(columns["sibsp"] + columns["parch"] >= 4)
        parts.append(columns["cabin"] != "")
        return np.column_stack(parts).astype(np.float64)

    def predict(self, columns):
        return probabilities(SurvivalModel.weights, SurvivalModel.table(columns))


def fit_survival(columns, y, seed):
    SurvivalModel.middle_age = float(np.nanmedian(columns["age"]))
    SurvivalModel.middle_fare = float(np.nanmedian(columns["fare"]))
    SurvivalModel.weights = logistic(SurvivalModel.table(columns), y)
    return SurvivalModel()


# %% task="does-it-help" kind="wrong" breaks="and so do fewer than two splits"
# believed: fewer than two means one; that there may be none at all was overlooked
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("different lengths")
    if len(with_it) == 1:
        raise ValueError("one split is not enough")
    difference = np.array(with_it, dtype=float) - np.array(without_it, dtype=float)
    n = len(difference)
    with np.errstate(all="ignore"):
        mean = np.sum(difference) / np.float64(n)
        spread = np.sqrt(np.sum((difference - mean) ** 2) / np.float64(n - 1))
        error = spread / np.sqrt(np.float64(n))
    return (float(mean), float(mean - 2 * error), float(mean + 2 * error))
