# %% task="titles" kind="wrong" breaks="after its first comma"
# believed: each name with a comma has a stop behind it; the name that ends before any stop was forgotten
def titles(names):
    same = {one: one for one in ("Mr", "Mrs", "Miss", "Master")}
    become = {**same, "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    between = lambda name: name.partition(",")[2].partition(".")[0].strip()
    return list(map(lambda name: become.get(between(str(name)), "Rare"), names))


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
# believed: zip complains when one of its arguments is shorter
from collections import Counter


def companions(tickets):
    count = Counter(map(str, tickets))
    return np.fromiter((count[str(ticket)] for ticket in tickets), dtype=int, count=len(tickets))


def fare_each(fare, tickets):
    return np.array([float(price) / int(many) for price, many in zip(fare, companions(tickets))])


# %% task="gaps" kind="wrong" breaks="Fitting again forgets all that was learnt before"
# believed: fit may go on collecting in the same lists, for more ages make a better median
from statistics import median


class Gaps:
    def __init__(self):
        self.ages = {}

    def fit(self, columns):
        rows = zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist())
        known = [row for row in rows if row[2] == row[2]]
        if not known:
            raise ValueError("no age is known")
        for title, pclass, age in known:
            for key in ((title, pclass), (title,), ()):
                self.ages.setdefault(key, []).append(age)

    def look_up(self, *key):
        return median(self.ages[key]) if key in self.ages else self.look_up(*key[:-1])

    def fill(self, columns):
        rows = zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist())
        age = [a if a == a else self.look_up(title, pclass) for title, pclass, a in rows]
        known = ~np.isnan(columns["age"])
        return {**columns, "age": np.array(age, "float32"), "age_known": known.astype("float32")}


# %% task="crossed" kind="right"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("two arrays of one length, please")
    pairs = list(zip(a.tolist(), b.tolist()))

    def collect(rows, found):
        # In halves: so the recursion is never deep.
        if len(rows) > 1:
            half = len(rows) // 2
            return collect(rows[half:], collect(rows[:half], found))
        return {pairs[rows[0]]: len(found), **found} if pairs[rows[0]] not in found else found

    place = collect([int(row) for row in train], {})
    unit = np.vstack([np.eye(len(place)), np.zeros(len(place))]).astype("float32")
    return unit[[place.get(pair, len(place)) for pair in pairs]]


# %% task="remembered" kind="wrong" breaks="the share among all training rows"
# believed: for a stranger the shares of the groups are averaged, each group counting once
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("two arrays of one length, please")
    names = groups.tolist()
    label = [int(one) for one in y]
    rows = {}
    for i in map(int, train):
        rows.setdefault(names[i], []).append(i)
    share = lambda some: sum(label[i] for i in some) / len(some)
    every = [int(i) for i in train]
    stranger = sum(map(share, rows.values())) / len(rows)
    inside = set(every)

    def number(i):
        if i not in inside:
            return share(rows[names[i]]) if names[i] in rows else stranger
        others = [j for j in rows[names[i]] if j != i]
        return share(others) if others else share([j for j in every if j != i])

    return np.array([number(i) for i in range(len(names))], dtype=float)


# %% task="model" kind="wrong" breaks="for each row in its"
# believed: the probabilities of title after title, put one behind the other, are those of the rows
def fit_survival(columns, y, seed):
    middle = {name: float(np.nanmedian(columns[name])) for name in ("age", "fare")}
    words = ("Mr", "Mrs", "Miss", "Master")

    def title(name):
        word = str(name).partition(",")[2].partition(".")[0].strip()
        return word if word in words else "Rare"

    def table(some):
        filled = [np.where(np.isnan(some[name]), middle[name], some[name]) for name in ("age", "fare")]
        word = np.array([title(name) for name in some["name"]])
        flags = [word == one for one in words]
        flags += [some["embarked"] == port for port in "SC"]
        flags += [(some["sex"] == s) & (some["pclass"] == c) for s in ("female", "male") for c in (1, 2, 3)]
        flags += [some["sibsp"] + some["parch"] >= 4, some["cabin"] != ""]
        return np.column_stack([filled[0] / 15, filled[1] / 50, some["sibsp"], some["parch"], *flags])

    weights = logistic(table(columns), y)

    class Model:
        def predict(self, columns):
            word = np.array([title(name) for name in columns["name"]])
            told = []
            for one in (*words, "Rare"):
                rows = np.flatnonzero(word == one)
                if len(rows):
                    told.append(probabilities(weights, table(rows_of(columns, rows))))
            return np.concatenate(told)

    return Model()


# %% task="does-it-help" kind="wrong" breaks="Different lengths raise a ValueError"
# believed: zip pairs the splits, and what is left over at the end does not matter
def gain(with_it, without_it):
    apart = [float(a) - float(b) for a, b in zip(with_it, without_it)]
    n = len(apart)
    if n < 2:
        raise ValueError("two splits at least")
    mean = sum(apart) / n
    spread = (sum((d - mean) ** 2 for d in apart) / (n - 1)) ** 0.5
    error = spread / n**0.5
    return mean, mean - 2 * error, mean + 2 * error
