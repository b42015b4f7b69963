# %% task="titles" kind="right"
def titles(names):
    """A small machine that reads one character after the other."""
    result = np.full(len(names), "Rare", dtype="<U6")
    for row in range(len(names)):
        state, word = "surname", ""
        for character in str(names[row]):
            if state == "surname":
                if character == ",":
                    state = "title"
            elif state == "title":
                if character == ".":
                    state = "done"
                    break
                word += character
        if state == "done":
            word = word.strip()
            if word == "Mlle" or word == "Ms":
                word = "Miss"
            elif word == "Mme":
                word = "Mrs"
            if word in {"Mr", "Mrs", "Miss", "Master"}:
                result[row] = word
    return result


# %% task="fare-each" kind="right"
import keras

def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return keras.ops.convert_to_tensor(count[place].astype("int32"))


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("different lengths")
    return np.asarray(fare, "float64") / np.asarray(companions(tickets))


# %% task="gaps" kind="right"
class Gaps:
    def __init__(self):
        self.fill = self._unfit

    def _unfit(self, columns):
        raise RuntimeError("fit me first")

    def fit(self, columns):
        a = np.array(columns["age"], float)
        ok = a == a
        if not sum(ok): raise ValueError
        order = sorted(zip(columns["title"][ok].tolist(), columns["pclass"][ok].tolist(), a[ok].tolist()))
        def middle(test):
            v = sorted(x for t, c, x in order if test(t, c))
            return v and (v[(len(v) - 1) // 2] + v[len(v) // 2]) / 2
        one = {}
        def typical(t, c):
            if (t, c) not in one:
                tries = [lambda u, d: (u, d) == (t, c), lambda u, d: u == t, lambda u, d: True]
                one[t, c] = next(m for m in map(middle, tries) if m != [])
            return one[t, c]
        def fill(columns):
            rows = list(zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"]))
            return columns | {
                "age": np.array([x if x == x else typical(t, c) for t, c, x in rows], "f4"),
                "age_known": np.array([x == x for _, _, x in rows]).astype("f4"),
            }
        self.fill = fill


# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError
    of_a, of_b = np.unique(a[train]), np.unique(b[train])
    columns = [(a == x) & (b == y) for x in of_a for y in of_b]
    return np.stack(columns, axis=1).astype("float32")


# %% task="remembered" kind="wrong" breaks="The labels of rows that are not in `train` have no effect."
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError(f"{len(groups)} groups, {len(y)} labels")
    y = np.asarray(y, float)
    inside = np.zeros(len(y), bool)
    inside[train] = True
    out = np.zeros(len(y))
    for i in range(len(y)):
        rest = inside.copy()
        rest[i] = False
        near = rest & (groups == groups[i])
        if near.any():
            out[i] = y[near].mean()
        elif inside[i]:
            out[i] = y[rest].mean()
        else:
            out[i] = np.delete(y, i).mean()
    return out


# %% task="does-it-help" kind="wrong" breaks="belongs to split i"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    apart = np.sort(np.asarray(with_it, float)) - np.sort(np.asarray(without_it, float))
    half = 2 * np.std(apart, ddof=1) / len(apart) ** 0.5
    middle = np.mean(apart)
    return [float(middle), float(middle - half), float(middle + half)]


# %% task="model" kind="wrong" breaks="no other call, of `predict` or of `fit_survival`, changes it"
class _Sleuth:
    ports = ("S", "C")
    cell = {}

    def __init__(self, columns, y, seed):
        self.learn(columns, y)
        x = self.table(columns)
        self.members = [logistic(x, y)]

    def titles(self, columns):
        short = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
        words = [str(name).partition(",")[2].partition(".")[0].strip() for name in columns["name"]]
        return [short.get(word, word) for word in words]

    def learn(self, columns, y):
        age = np.array(columns["age"], float)
        known = ~np.isnan(age)
        groups = {}
        for title, pclass, years in zip(np.array(self.titles(columns))[known].tolist(), columns["pclass"][known].tolist(), age[known].tolist()):
            groups.setdefault((title, pclass), []).append(years)
        self.cell.update({key: float(np.median(ages)) for key, ages in groups.items()})
        self.age = float(np.median(age[known]))
        self.fare = float(np.nanmedian(columns["fare"]))

    def table(self, columns):
        title = self.titles(columns)
        pclass, female = columns["pclass"], columns["sex"] == "female"
        age = np.array([
            self.cell.get((t, c), self.age) if np.isnan(a) else a
            for t, c, a in zip(title, pclass.tolist(), columns["age"].tolist())
        ])
        fare = np.where(np.isnan(columns["fare"]), self.fare, columns["fare"])
        family = columns["sibsp"] + columns["parch"]
        flags = [pclass == 1, pclass == 2, female, female & (pclass == 1), female & (pclass == 2)]
        flags += [[t == word for t in title] for word in ("Mr", "Mrs", "Miss", "Master")]
        flags += [columns["embarked"] == port for port in self.ports]
        flags += [columns["cabin"] != "", family >= 4]
        return np.column_stack([age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags]).astype(float)

    def predict(self, columns):
        x = self.table(columns)
        return np.mean([probabilities(weights, x) for weights in self.members], axis=0)


def fit_survival(columns, y, seed):
    return _Sleuth(columns, y, seed)
