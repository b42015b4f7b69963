# %% task="titles" kind="wrong" breaks="n may be 0."
# believed: np.vectorize works on any array, an empty one as well
def titles(names):
    keep = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
            "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}

    def one(name):
        head, comma, rest = name.partition(",")
        title, stop, tail = rest.partition(".")
        return keep.get(title.strip(), "Rare") if comma and stop else "Rare"

    return np.vectorize(one)(names)


# %% task="fare-each" kind="wrong" breaks="character by character"
# believed: tickets that are numbers should be compared as numbers
def companions(tickets):
    keys = [int(t) if str(t).isdecimal() else str(t) for t in tickets]
    counts = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return np.array([counts[key] for key in keys])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets must be of equal length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="it takes the place of one that is"
# believed: if age_known is there already, somebody has done this work
class Gaps:
    def __init__(self):
        self.byTitleAndClass = {}
        self.byTitle = {}
        self.overall = None

    def fit(self, columns):
        self.__init__()
        rows = [
            (t, c, a)
            for t, c, a in zip(columns["title"], columns["pclass"], columns["age"])
            if not np.isnan(a)
        ]
        if not rows:
            raise ValueError("no age is known")
        for t, c, _ in rows:
            self.byTitle[t] = np.median([r[2] for r in rows if r[0] == t])
            self.byTitleAndClass[t, c] = np.median([r[2] for r in rows if r[:2] == (t, c)])
        self.overall = np.median([r[2] for r in rows])

    def getAge(self, title, pclass):
        if (title, pclass) in self.byTitleAndClass:
            return self.byTitleAndClass[title, pclass]
        return self.byTitle.get(title, self.overall)

    def fill(self, columns):
        result = {name: values.copy() for name, values in columns.items()}
        missing = np.isnan(columns["age"])
        for i in np.flatnonzero(missing):
            result["age"][i] = self.getAge(columns["title"][i], columns["pclass"][i])
        if "age_known" not in result:
            result["age_known"] = (~missing).astype("float32")
        return result


# %% task="crossed" kind="right"
class PairBook:
    """Gives each pair a place, in the order in which the pairs come."""

    def __init__(self):
        self.places = {}

    def learn(self, pair):
        self.places.setdefault(pair, len(self.places))

    def one_hot(self, pair):
        row = [0.0] * len(self.places)
        if pair in self.places:
            row[self.places[pair]] = 1.0
        return row


def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError(f"a has {len(a)} entries, b has {len(b)}")
    pairs = list(zip(np.asarray(a).tolist(), np.asarray(b).tolist()))
    book = PairBook()
    for row in train:
        book.learn(pairs[row])
    return np.array([book.one_hot(pair) for pair in pairs], dtype="float32")


# %% task="remembered" kind="right"
class Counter2:
    def __init__(self):
        self.people = 0
        self.survivors = 0

    def add(self, label):
        self.people += 1
        self.survivors += int(label)

    def share_without(self, people, survivors):
        return (self.survivors - survivors) / (self.people - people)


def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must have equal lengths")
    keys = [str(g) for g in groups]
    train_rows = {int(i) for i in train}
    everybody, counters = Counter2(), {}
    for i in train_rows:
        everybody.add(y[i])
        counters.setdefault(keys[i], Counter2()).add(y[i])
    result = np.zeros(len(keys))
    for i, key in enumerate(keys):
        own = (1, int(y[i])) if i in train_rows else (0, 0)
        counter = counters.get(key, Counter2())
        if counter.people - own[0] == 0:
            counter = everybody
        result[i] = counter.share_without(*own)
    return result


# %% task="model" kind="wrong" breaks="the probability of having survived"
# believed: a prediction says whether somebody lived, so it is 0 or 1
class Classifier(Plain):
    def table(self, columns):
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        woman = columns["sex"] == "female"
        extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        return np.column_stack([super().table(columns), *extra])

    def predict(self, columns):
        return (super().predict(columns) > 0.5).astype("float64")


def fit_survival(columns, y, seed):
    return Classifier().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="in a list or a float array"
# believed: not x asks whether x is empty, for an array as for a list
def gain(with_it, without_it):
    if not with_it or not without_it:
        raise ValueError("no splits")
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("bad number of splits")
    n = len(with_it)
    differences = []
    for i in range(n):
        differences.append(with_it[i] - without_it[i])
    mean = sum(differences) / n
    squares = 0.0
    for d in differences:
        squares += (d - mean) * (d - mean)
    error = (squares / (n - 1)) ** 0.5 / n ** 0.5
    return mean, mean - 2 * error, mean + 2 * error
