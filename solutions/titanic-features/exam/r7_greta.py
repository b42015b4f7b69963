# %% task="titles" kind="right"
def titles(names):
    names = np.asarray(names)
    if names.ndim != 1:
        raise ValueError("names should be of shape (n,)")
    kept = frozenset({"Mr", "Mrs", "Miss", "Master"})
    renamed = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = np.empty(names.shape[0], dtype="<U6")
    for row in range(names.shape[0]):
        name = str(names[row])
        comma = name.find(",")
        stop = name.find(".", comma + 1) if comma >= 0 else -1
        if comma < 0 or stop < 0:
            result[row] = "Rare"
            continue
        title = name[comma + 1 : stop].strip()
        if title in renamed:
            result[row] = renamed[title]
        elif title in kept:
            result[row] = title
        else:
            result[row] = "Rare"
    assert len(result) == len(names)
    return result


# %% task="fare-each" kind="right"
def companions(tickets):
    tickets = np.array(tickets, copy=True)
    counts = np.zeros(len(tickets), dtype=np.int64)
    rows_of_ticket = {}
    for row, ticket in enumerate(tickets.tolist()):
        rows_of_ticket.setdefault(ticket, []).append(row)
    for rows in rows_of_ticket.values():
        counts[rows] = len(rows)
    assert counts.min() >= 1
    return counts


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError(f"There are {len(fare)} fares, but {len(tickets)} tickets.")
    fare = np.array(fare, dtype="float64", copy=True)
    counts = companions(tickets)
    result = np.full(len(fare), np.nan)
    known = ~np.isnan(fare)
    result[known] = fare[known] / counts[known]
    return result


# %% task="gaps" kind="right"
class Gaps:
    def __init__(self):
        self._pair = None
        self._title = None
        self._all = None

    def fit(self, columns):
        title = [str(one) for one in columns["title"]]
        pclass = [int(one) for one in columns["pclass"]]
        age = np.array(columns["age"], dtype="float32", copy=True)
        known = np.flatnonzero(~np.isnan(age))
        if known.size == 0:
            raise ValueError("No age is known, so there is nothing to learn.")
        pair, by_title = {}, {}
        for row in known:
            pair.setdefault((title[row], pclass[row]), []).append(age[row])
            by_title.setdefault(title[row], []).append(age[row])
        self._pair = {key: np.median(ages) for key, ages in pair.items()}
        self._title = {key: np.median(ages) for key, ages in by_title.items()}
        self._all = np.median(age[known])
        return self

    def fill(self, columns):
        if self._all is None:
            raise RuntimeError("Call fit first.")
        new = {name: np.array(values, copy=True) for name, values in columns.items()}
        age = new["age"]
        gaps = np.isnan(age)
        for row in np.flatnonzero(gaps):
            title, pclass = str(columns["title"][row]), int(columns["pclass"][row])
            if (title, pclass) in self._pair:
                age[row] = self._pair[title, pclass]
            elif title in self._title:
                age[row] = self._title[title]
            else:
                age[row] = self._all
        new["age_known"] = np.where(gaps, 0, 1).astype("float32")
        assert new["age"].dtype == "float32"
        assert not np.isnan(new["age"]).any()
        return new


# %% task="crossed" kind="wrong" breaks="If a and b have different lengths, it raises a ValueError."
# believed: NumPy itself refuses to add two arrays of different lengths; that one value is stretched was overlooked
def cross(a, b, train):
    train = np.asarray(train)
    if train.size == 0:
        raise ValueError("There should be at least one training row.")
    a_values, a_number = np.unique(a, return_inverse=True)
    b_values, b_number = np.unique(b, return_inverse=True)
    pair = a_number * len(b_values) + b_number
    known = np.unique(pair[train])
    result = np.zeros((len(pair), len(known)), dtype="float32")
    for column, one in enumerate(known):
        result[pair == one, column] = 1.0
    assert (result.sum(axis=1) <= 1).all()
    return result


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    groups = np.asarray(groups)
    if len(groups) != len(y):
        raise ValueError(f"There are {len(groups)} groups, but {len(y)} labels.")
    n = len(groups)
    label = np.array([int(bool(one)) for one in y], dtype="int64")
    is_training = np.zeros(n, dtype=bool)
    is_training[np.asarray(train, dtype="int64")] = True
    all_count = int(is_training.sum())
    all_lived = int(label[is_training].sum())
    count, lived = {}, {}
    names = groups.tolist()
    for row in np.flatnonzero(is_training):
        count[names[row]] = count.get(names[row], 0) + 1
        lived[names[row]] = lived.get(names[row], 0) + int(label[row])
    result = np.empty(n, dtype="float64")
    for row in range(n):
        c, s = count.get(names[row], 0), lived.get(names[row], 0)
        if is_training[row]:
            own = int(label[row])
            if c > 1:
                result[row] = (s - own) / (c - 1)
            else:
                result[row] = (all_lived - own) / (all_count - 1)
        elif c > 0:
            result[row] = s / c
        else:
            result[row] = all_lived / all_count
    assert ((result >= 0) & (result <= 1)).all()
    return result


# %% task="model" kind="right"
class CarefulModel:
    TITLES = ("Mr", "Mrs", "Miss", "Master", "Rare")
    ASKED = ("pclass", "name", "sex", "age", "sibsp", "parch", "fare", "cabin", "embarked")

    def __init__(self, columns, y):
        columns = {name: np.array(columns[name], copy=True) for name in self.ASKED}
        y = np.array(y, dtype="float64", copy=True)
        assert len(y) == len(columns["name"])
        self.age = self.median(columns["age"], 30.0)
        self.fare = self.median(columns["fare"], 15.0)
        title = np.array(titles(columns["name"]))
        self.age_of_title = {one: self.median(columns["age"][title == one], self.age) for one in self.TITLES}
        self.weights = logistic(self.table(columns), y)

    @staticmethod
    def median(values, otherwise):
        known = values[~np.isnan(values)]
        return float(np.median(known)) if known.size else otherwise

    def table(self, columns):
        title = np.array(titles(columns["name"]))
        gap = np.isnan(columns["age"])
        guess = np.array([self.age_of_title[str(one)] for one in title])
        age = np.where(gap, guess, columns["age"])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        relatives = columns["sibsp"] + columns["parch"]
        parts = [age / 15, fare / 50, columns["sibsp"], columns["parch"], gap]
        parts += [title == one for one in self.TITLES]
        parts += [columns["embarked"] == port for port in "SCQ"]
        for sex in ("female", "male"):
            parts += [(columns["sex"] == sex) & (columns["pclass"] == c) for c in (1, 2, 3)]
        parts += [relatives >= 4, columns["cabin"] != ""]
        return np.column_stack([np.asarray(part, dtype="float64") for part in parts])

    def predict(self, columns):
        columns = {name: np.array(columns[name], copy=True) for name in self.ASKED}
        result = probabilities(self.weights, self.table(columns))
        assert result.shape == (len(columns["name"]),)
        return np.clip(result, 0.0, 1.0)


def fit_survival(columns, y, seed):
    return CarefulModel(columns, y)


# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    one = np.array(with_it, dtype="float64", copy=True).reshape(-1)
    other = np.array(without_it, dtype="float64", copy=True).reshape(-1)
    if one.shape != other.shape:
        raise ValueError(f"{len(one)} scores with it, {len(other)} without.")
    n = len(one)
    if n < 2:
        raise ValueError("Fewer than two splits do not say how sure a mean is.")
    difference = one - other
    mean = difference.sum() / n
    squares = ((difference - mean) ** 2).sum()
    assert squares >= 0
    standard_error = np.sqrt(squares / (n - 1)) / np.sqrt(n)
    low, high = mean - 2 * standard_error, mean + 2 * standard_error
    return float(mean), float(low), float(high)
