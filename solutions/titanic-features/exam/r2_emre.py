# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma"
def titles(names):
    kind = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = names.copy()  # same length, and texts already
    for row, name in enumerate(names):
        _, comma, rest = str(name).partition(",")
        title, stop, _ = rest.partition(".")
        result[row] = kind.get(title.strip(), "Rare") if comma and stop else "Rare"
    return result


# %% task="fare-each" kind="right"
from collections import Counter as _C

companions = lambda tickets: (lambda c: np.fromiter((c[t] for t in tickets.tolist()), "int16" if len(tickets) < 30000 else "int64"))(_C(tickets.tolist()))

def fare_each(fare, tickets):
    fare, = np.asarray(fare)[None]
    if fare.size - tickets.size: raise ValueError
    return np.array([f / c for f, c in zip(fare.tolist(), companions(tickets).tolist())], "float32")


# %% task="gaps" kind="wrong" breaks="becomes the median of the fitted ages of the"
class Gaps:
    def __init__(self):
        self.box = {}

    def fit(self, columns):
        box = {}
        for title, pclass, age in zip(columns["title"], columns["pclass"], columns["age"]):
            if not np.isnan(age):
                for key in (f"{title}{pclass}", f"{title} of any class", "all"):
                    box.setdefault(key, []).append(float(age))
        if not box:
            raise ValueError("no ages")
        self.box = {key: float(np.median(ages)) for key, ages in box.items()}

    def fill(self, columns):
        age, known = [], []
        for title, pclass, years in zip(columns["title"], columns["pclass"], columns["age"]):
            known.append(0.0 if np.isnan(years) else 1.0)
            if np.isnan(years):
                for key in (f"{title}{pclass}", f"{title} of any class", "all"):
                    if key in self.box:
                        years = self.box[key]
                        break
            age.append(years)
        return {**columns, "age": np.array(age, "float32"), "age_known": np.array(known, "float32")}


# %% task="crossed" kind="wrong" breaks="each of texts or of whole numbers"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    _, a = np.unique(a, return_inverse=True) if a.dtype.kind == "U" else (None, a)
    _, b = np.unique(b, return_inverse=True) if b.dtype.kind == "U" else (None, b)
    pairs = np.stack([a, b], axis=1).astype("float32")
    kinds = np.unique(pairs[train], axis=0)
    return (pairs[:, None, :] == kinds[None]).all(axis=2).astype("float32")


# %% task="remembered" kind="right"
class _Jury:
    def __init__(self, rows, y):
        self.size = len(rows)
        self.lived = sum(1 for row in rows if y[row] == 1)

    def share_without(self, row, y):
        """The share of all but this row; None if nobody is left."""
        size = self.size - 1
        lived = self.lived - (1 if y[row] == 1 else 0)
        return lived / size if size > 0 else None

    def share(self):
        return self.lived / self.size


def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError(f"{len(groups)} groups but {len(y)} labels")
    rows_by_group = {}
    for row in train.tolist():
        rows_by_group.setdefault(groups[row].item(), []).append(row)
    juries = {group: _Jury(rows, y) for group, rows in rows_by_group.items()}
    everybody = _Jury(train.tolist(), y)
    training_rows = set(train.tolist())
    result = np.zeros(len(groups), dtype="float32")
    for row in range(len(groups)):
        group = groups[row].item()
        if row in training_rows:
            share = juries[group].share_without(row, y)
            if share is None:
                share = everybody.share_without(row, y)
        elif group in juries:
            share = juries[group].share()
        else:
            share = everybody.share()
        result[row] = share
    return result


# %% task="does-it-help" kind="wrong" breaks="what is handed in is not changed"
def gain(with_it, without_it):
    apart, other = np.asarray(with_it, dtype=float), np.asarray(without_it, dtype=float)
    if len(apart) != len(other) or len(apart) < 2:
        raise ValueError("the scores must be of the same splits, at least two")
    apart -= other
    mean = apart.mean()
    error = apart.std(ddof=1) / np.sqrt(len(apart))
    return float(mean), float(mean - 2 * error), float(mean + 2 * error)


# %% task="model" kind="right"
class Ladder:
    """Gradient descent by hand, without any tool of the notebook. Nothing is drawn, so the seed rests."""

    def __init__(self, columns, y):
        self.middle = {}
        with_age = columns["age"] == columns["age"]
        word = self.words(columns)
        for w in np.unique(word):
            for c in (1, 2, 3):
                here = with_age & (word == w) & (columns["pclass"] == c)
                self.middle[str(w), c] = float(np.median(columns["age"][here if here.any() else with_age]))
        self.any_age = float(np.median(columns["age"][with_age]))
        x = self.features(columns)
        self.shift, self.scale = x.mean(0), x.std(0) + 1e-9
        x = (x - self.shift) / self.scale
        self.w, self.b, speed = np.zeros(x.shape[1]), 0.0, 0
        for _ in range(1500):
            wrong = 1 / (1 + np.exp(-(x @ self.w + self.b))) - y
            self.w = self.w - 0.2 * (x.T @ wrong / len(y) + 0.003 * self.w)
            self.b = self.b - 0.2 * wrong.mean()

    @staticmethod
    def words(columns):
        cut = [str(name).split(",", 1)[-1].split(".", 1)[0].strip() for name in columns["name"]]
        return np.array([{"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(c, c) for c in cut])

    def features(self, columns):
        word, c, woman = self.words(columns), columns["pclass"], columns["sex"] == "female"
        guess = [self.middle.get((str(w), int(k)), self.any_age) for w, k in zip(word, c)]
        age = np.where(np.isnan(columns["age"]), guess, columns["age"])
        fare = np.log1p(np.where(np.isnan(columns["fare"]), 14.0, columns["fare"]))
        crowd = columns["sibsp"] + columns["parch"]
        rows = [age, fare, columns["sibsp"], columns["parch"], crowd > 3, columns["cabin"] != ""]
        rows += [woman & (c == k) for k in (1, 2, 3)] + [~woman & (c == k) for k in (1, 2, 3)]
        rows += [word == w for w in ("Mr", "Mrs", "Miss", "Master")]
        rows += [columns["embarked"] == p for p in ("S", "C", "Q")]
        return np.array(rows, dtype="float64").T

    def predict(self, columns):
        x = (self.features(columns) - self.shift) / self.scale
        return 1 / (1 + np.exp(-np.clip(x @ self.w + self.b, -40, 40)))


def fit_survival(columns, y, seed):
    return Ladder(columns, y)
