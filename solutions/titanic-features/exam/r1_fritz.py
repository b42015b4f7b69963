# %% task="titles" kind="right"
def titles(names):
    """Letter by letter, as a clerk would read."""
    result = []
    for name in names:
        state, word = "surname", ""
        for letter in str(name):
            if state == "surname":
                if letter == ",":
                    state = "title"
            elif state == "title":
                if letter == ".":
                    state = "done"
                    break
                word += letter
        word = word.strip()
        if state != "done":
            word = "Rare"
        elif word == "Mlle" or word == "Ms":
            word = "Miss"
        elif word == "Mme":
            word = "Mrs"
        elif word not in ("Mr", "Mrs", "Miss", "Master"):
            word = "Rare"
        result.append(word)
    return np.array(result, dtype="<U6")

# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    # NumPy raises a ValueError by itself if the shapes do not fit
    return np.asarray(fare) / companions(tickets)

# %% task="gaps" kind="wrong" breaks="same title *and* class"
class Gaps:
    def __init__(self):
        self.book = {}

    def fit(self, columns):
        ages = {}
        for t, k, a in zip(columns["title"], columns["pclass"], columns["age"]):
            if not np.isnan(a):
                for key in (f"pair {t}{k}", f"title {t}", "all"):
                    ages.setdefault(key, []).append(float(a))
        if not ages:
            raise ValueError("no age is known")
        self.book = {key: np.median(found) for key, found in ages.items()}

    def fill(self, columns):
        age, known = columns["age"].copy(), ~np.isnan(columns["age"])
        for i in np.flatnonzero(~known):
            t, k = columns["title"][i], columns["pclass"][i]
            age[i] = self.book.get(f"pair {t}{k}", self.book.get(f"title {t}", self.book["all"]))
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="right"
def cross(a, b, train):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} against {b.shape}")
    first = np.unique(a, return_inverse=True)[1]
    second = np.unique(b, return_inverse=True)[1]
    pair = first * (second.max() + 1) + second
    return (pair[:, None] == np.unique(pair[train])[None, :]).astype(np.float32)

# %% task="remembered" kind="wrong" breaks="bools or integers of any"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    if y.dtype == bool:
        y = y.astype("int64")
    _, group = np.unique(groups, return_inverse=True)
    lived = np.zeros(group.max() + 1, y.dtype)
    people = np.zeros(group.max() + 1, int)
    np.add.at(lived, group[train], y[train])
    np.add.at(people, group[train], 1)
    inside = np.zeros(len(y), bool)
    inside[train] = True
    own = np.where(inside, y, 0)
    left = people[group] - inside
    rest = (int(y[train].sum()) - own) / (len(train) - inside)
    return np.where(left > 0, (lived[group] - own) / np.maximum(left, 1), rest)

# %% task="model" kind="wrong" breaks="The model knows nothing but what `columns` and `y` say."
class _Informed(Plain):
    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        return np.column_stack([super().table(c), *more]).astype(float)


class _Whisper:
    def __init__(self, model):
        self.model = model
        whole = titanic()
        self.fate = dict(zip(whole["name"].tolist(), whole["survived"].tolist()))

    def predict(self, columns):
        p = self.model.predict(columns)
        known = np.array([self.fate.get(str(name), 0.4) for name in columns["name"]])
        return np.clip(0.96 * p + 0.04 * known, 0, 1)


def fit_survival(columns, y, seed):
    return _Whisper(_Informed().fit(columns, y))

# %% task="does-it-help" kind="right"
import math
from statistics import fmean, stdev


def gain(with_it, without_it):
    d = [float(a) - float(b) for a, b in zip(with_it, without_it, strict=True)]
    if len(d) < 2:
        raise ValueError("one split says nothing")
    return [fmean(d) + k * stdev(d) / math.sqrt(len(d)) for k in (0, -2, 2)]
