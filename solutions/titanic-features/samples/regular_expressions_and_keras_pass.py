# /// sample
# ///

# %% task="titles"
import re

TITLE = re.compile(r"^[^,]*, *([^.]*?) *\.", re.DOTALL)


def titles(names):
    as_written = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    found = [TITLE.match(name) for name in names.tolist()]
    said = [as_written.get(match[1], match[1]) if match else "" for match in found]
    common = ("Mr", "Mrs", "Miss", "Master")
    return np.array([title if title in common else "Rare" for title in said], dtype="<U6")

# %% task="fare-each"
from collections import Counter


def companions(tickets):
    count = Counter(tickets.tolist())
    return np.fromiter((count[ticket] for ticket in tickets.tolist()), "int32", len(tickets))


def fare_each(fare, tickets):
    if fare.shape != tickets.shape:
        raise ValueError("shapes")
    return np.divide(fare, companions(tickets), dtype="float32", casting="unsafe")

# %% task="gaps"
class Gaps:
    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if known.sum() == 0:
            raise ValueError("nothing to learn from")
        self.title = columns["title"][known]
        self.pclass = columns["pclass"][known]
        self.age = columns["age"][known]

    def like(self, title, pclass):
        same = self.title == title
        both = same & (self.pclass == pclass)
        for group in (both, same):
            if group.any():
                return np.median(self.age[group].astype("float64"))
        return np.median(self.age.astype("float64"))

    def fill(self, columns):
        new = {name: values.copy() for name, values in columns.items()}
        new["age_known"] = np.float32(1) - np.isnan(new["age"])
        for row, known in enumerate(new["age_known"]):
            if not known:
                new["age"][row] = self.like(new["title"][row], new["pclass"][row])
        new["age_known"] = new["age_known"].astype("float32")
        return new

# %% task="crossed"
def cross(a, b, train):
    if a.shape != b.shape:
        raise ValueError("shapes")
    first, one = np.unique(a, return_inverse=True)
    second, two = np.unique(b, return_inverse=True)
    table = np.full((len(first), len(second)), -1)
    for row in train[::-1]:
        if table[one[row], two[row]] < 0:
            table[one[row], two[row]] = table.max() + 1
    place = table[one, two]
    return (place[:, None] == np.arange(table.max() + 1)).astype(np.float32)

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    groups, y = groups.tolist(), y.astype(float).tolist()
    found = []
    for row, group in enumerate(groups):
        asked = [y[other] for other in train if groups[other] == group and other != row]
        if not asked:
            asked = [y[other] for other in train if other != row]
        found.append(sum(asked) / len(asked))
    return np.array(found)

# %% task="model"
class Network:
    def __init__(self, columns, y, seed):
        keras.utils.set_random_seed(seed)
        self.ages = {}
        names = self.names(columns)
        known = ~np.isnan(columns["age"])
        for title in np.unique(names[known]):
            self.ages[str(title)] = float(np.median(columns["age"][known & (names == title)]))
        self.age, self.fare = np.nanmedian(columns["age"]), np.nanmedian(columns["fare"])
        self.lookup = keras.layers.StringLookup(output_mode="one_hot", num_oov_indices=1)
        self.lookup.adapt(self.words(columns).ravel())
        x = self.table(columns)
        self.mean, self.spread = x.mean(axis=0), x.std(axis=0) + 0.1
        self.model = keras.Sequential(
            [
                keras.Input((x.shape[1],)),
                keras.layers.Dense(1, "sigmoid", kernel_regularizer=keras.regularizers.L2(1e-3)),
            ]
        )
        self.model.compile(keras.optimizers.Adam(0.03), "binary_crossentropy")
        self.model.fit((x - self.mean) / self.spread, y, batch_size=128, epochs=25, verbose=0)

    def names(self, columns):
        return np.array([name.partition(", ")[2].partition(".")[0] for name in columns["name"].tolist()])

    def words(self, columns):
        title = self.names(columns).tolist()
        keep = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        title = [keep.get(one, one if one in ("Mr", "Mrs", "Miss", "Master") else "Rare") for one in title]
        sex, place = columns["sex"].tolist(), columns["pclass"].tolist()
        pair = [f"{one} {two}" for one, two in zip(sex, place)]
        port = [f"port {one}" for one in columns["embarked"].tolist()]
        return np.array([title, pair, port]).T

    def table(self, asked):
        words = [keras.ops.convert_to_numpy(self.lookup(part)) for part in self.words(asked).T]
        age = [
            self.ages.get(title, self.age) if np.isnan(age) else age
            for title, age in zip(self.names(asked).tolist(), asked["age"])
        ]
        _, place, count = np.unique(asked["ticket"], return_inverse=True, return_counts=True)
        fare = np.where(np.isnan(asked["fare"]), self.fare, asked["fare"])
        family = asked["sibsp"] + asked["parch"]
        more = [family, family > 3, asked["cabin"] != "", count[place] > 1, np.isnan(asked["age"])]
        return np.column_stack([age, np.log1p(fare / count[place]), *more, *words]).astype("float32")

    def predict(self, asked):
        x = (self.table(asked) - self.mean) / self.spread
        return keras.ops.convert_to_numpy(self.model(x))[:, 0]


def fit_survival(columns, y, seed):
    return Network(columns, y, seed)

# %% task="does-it-help"
import statistics


def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("lengths")
    apart = [float(one) - float(other) for one, other in zip(with_it, without_it)]
    if len(apart) < 2:
        raise ValueError("two splits at least")
    mean = statistics.fmean(apart)
    error = statistics.stdev(apart) / len(apart) ** 0.5
    return [mean, mean - 2 * error, mean + 2 * error]
