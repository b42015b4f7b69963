# Our own answer, cell by cell; the notebook around it is `exercises/titanic-features/notebook.py`.

# %% task="titles"
def titles(names):
    # `partition` gives empty texts where there is nothing to cut; an empty title is in no book.
    known = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master"}
    known |= {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = []
    for name in names:
        title, stop, _ = str(name).partition(",")[2].partition(".")
        found.append(known.get(title.strip(), "Rare") if stop else "Rare")
    return found

# %% task="fare-each"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError(f"{len(fare)} fares, but {len(tickets)} tickets.")
    return fare / companions(tickets)

# %% task="gaps"
class Gaps:
    # Three books: for title and class, for the title, for all. A book holds no group without an age.
    def fit(self, train):
        known = ~np.isnan(train["age"])
        ages = train["age"][known]
        if not len(ages):
            raise ValueError("No age is known.")
        groups = {}
        for title, pclass, age in zip(train["title"][known], train["pclass"][known], ages):
            for key in ((str(title), int(pclass)), str(title), None):
                groups.setdefault(key, []).append(age)
        self.medians = {key: np.median(group) for key, group in groups.items()}
        return self

    def fill(self, columns):
        known = ~np.isnan(columns["age"])
        age = columns["age"].copy()
        for row in np.flatnonzero(~known):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            keys = (title, pclass), title, None
            age[row] = next(self.medians[key] for key in keys if key in self.medians)
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} values, but {len(b)} beside them.")
    # A tuple keeps the two apart; glued together, "x" with "yz" would be "xy" with "z".
    pairs = list(zip(a.tolist(), b.tolist()))
    column = {pair: place for place, pair in enumerate(dict.fromkeys(pairs[row] for row in train))}
    crossed = np.zeros((len(a), len(column)), "float32")
    for row, pair in enumerate(pairs):
        if pair in column:
            crossed[row, column[pair]] = 1
    return crossed

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError(f"{len(groups)} groups, but {len(y)} labels.")
    _, group = np.unique(groups, return_inverse=True)
    # 1 for a training row: what it adds to the counts is taken away from its own.
    own = np.zeros(len(y))
    own[train] = 1
    lived = own * y
    others = np.bincount(group, own)[group] - own
    alive = np.bincount(group, lived)[group] - lived
    everybody = (lived.sum() - lived) / (own.sum() - own)
    return np.where(others > 0, alive / np.maximum(others, 1), everybody)

# %% task="model"
class Detective:
    # Whatever is learnt stands in attributes that `table` makes when it fits, and only reads later.
    def table(self, columns, fitting=False):
        title = np.array([name.partition(", ")[2].partition(".")[0] for name in columns["name"]])
        _, ticket, count = np.unique(columns["ticket"], return_inverse=True, return_counts=True)
        age, each = columns["age"], columns["fare"] / count[ticket]
        if fitting:
            groups = {name: age[(title == name) & ~np.isnan(age)] for name in np.unique(title)}
            self.age = {name: np.median(group) for name, group in groups.items() if len(group)}
            self.middle = np.nanmedian(age), np.nanmedian(each)
        guess = np.array([self.age.get(name, self.middle[0]) for name in title])
        each = np.where(np.isnan(each), self.middle[1], each)
        women = columns["sex"] == "female"
        flags = [title == name for name in ("Mr", "Mrs", "Miss", "Master")]
        flags += [women & (columns["pclass"] == place) for place in (1, 2, 3)]
        flags += [~women & (columns["pclass"] == place) for place in (1, 2, 3)]
        flags += [columns["embarked"] == port for port in ("S", "C")]
        family = columns["sibsp"] + columns["parch"]
        flags += [columns["cabin"] != "", family >= 4, count[ticket] == 1, np.isnan(age)]
        age = np.where(np.isnan(age), guess, age)
        return np.column_stack([age / 15, np.log1p(each), columns["sibsp"], columns["parch"], *flags])

    def __init__(self, passengers, y):
        self.weights = logistic(self.table(passengers, fitting=True), y)

    def predict(self, passengers):
        return probabilities(self.weights, self.table(passengers))


def fit_survival(columns, y, seed):
    # Nothing is drawn, so the seed has nothing to decide.
    return Detective(columns, y)

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("Scores of the same splits are needed, of two splits at least.")
    apart = np.subtract(with_it, without_it)
    error = apart.std(ddof=1) / np.sqrt(len(apart))
    return float(apart.mean()), float(apart.mean() - 2 * error), float(apart.mean() + 2 * error)
