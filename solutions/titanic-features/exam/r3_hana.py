# %% task="titles" kind="wrong" breaks="title is Rare: capitals count"
def titles(names):
    answer = []
    for name in names:
        _, _, rest = str(name).partition(",")
        title, stop, _ = rest.partition(".")
        title = title.strip()
        if title == "Mlle" or title == "Ms":
            title = "Miss"
        elif title == "Mme":
            title = "Mrs"
        answer.append(title if stop and title and title in "Mr Mrs Miss Master" else "Rare")
    return answer

# %% task="fare-each" kind="wrong" breaks="Tickets are the same if their texts are the"
import unicodedata


def companions(tickets):
    texts = [unicodedata.normalize("NFKC", str(t)) for t in tickets]
    count = {}
    for text in texts:
        count[text] = count.get(text, 0) + 1
    return np.array([count[text] for text in texts], dtype=int)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths differ")
    return np.asarray(fare) / companions(tickets)

# %% task="gaps" kind="wrong" breaks="If there are none, it becomes the median of those of the same"
import warnings


class Gaps:
    def __init__(self):
        self.pair, self.title, self.all = {}, {}, None

    def fit(self, columns):
        age = np.array(columns["age"])
        if np.isnan(age).all():
            raise ValueError("no age is known")
        title, pclass = np.array(columns["title"]), np.array(columns["pclass"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.all = np.nanmedian(age)
            self.title = {t: np.nanmedian(age[title == t]) for t in set(title.tolist())}
            self.pair = {
                (t, c): np.nanmedian(age[(title == t) & (pclass == c)])
                for t, c in set(zip(title.tolist(), pclass.tolist()))
            }

    def fill(self, columns):
        age = np.array(columns["age"], "float32")
        known = ~np.isnan(age)
        for i in np.flatnonzero(~known):
            t, c = str(columns["title"][i]), int(columns["pclass"][i])
            value = self.pair[t, c] if (t, c) in self.pair else self.title.get(t, self.all)
            age[i] = self.all if np.isnan(value) else value
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="right"
import keras


def cross(a, b, train):
    if len(a) - len(b):
        raise ValueError(f"{len(a)} is not {len(b)}")
    left, right = (np.unique(x, return_inverse=True)[1].ravel() for x in (a, b))
    number = left * (right.max() + 1) + right
    met = np.unique(number[train])
    place = np.minimum(np.searchsorted(met, number), len(met) - 1)
    place = np.where(met[place] == number, place, len(met))
    wide = keras.ops.one_hot(place.astype("int32"), len(met) + 1, dtype="float32")
    return wide[:, :-1]

# %% task="remembered" kind="wrong" breaks="bools or integers of any"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths differ")
    y = y.astype("int8")
    names, code = np.unique(groups, return_inverse=True)
    lived, size = np.zeros(len(names), y.dtype), np.zeros(len(names), int)
    np.add.at(lived, code[train], y[train])
    np.add.at(size, code[train], 1)
    inside = np.zeros(len(y), int)
    inside[train] = 1
    own = y * inside
    top, bottom = lived[code] - own, size[code] - inside
    rest_top, rest_bottom = int(y[train].sum()) - own, len(train) - inside
    return np.where(bottom > 0, top / np.maximum(bottom, 1), rest_top / rest_bottom)

# %% task="model" kind="wrong" breaks="an int from 0 to 1 000 000 that fixes whatever is drawn."
import numpy as np
from types import SimpleNamespace


def _look(c, age_middle, fare_middle):
    after = [str(n).partition(",")[2].partition(".")[0].strip() for n in c["name"]]
    boy = np.array([t == "Master" for t in after])
    mrs = np.array([t in ("Mrs", "Mme") for t in after])
    miss = np.array([t in ("Miss", "Mlle", "Ms") for t in after])
    rare = ~boy & ~mrs & ~miss & np.array([t != "Mr" for t in after])
    gap = np.isnan(c["age"])
    age = np.where(gap, np.where(boy, 5.0, np.where(miss, 21.0, age_middle)), c["age"])
    _, place, count = np.unique(c["ticket"], return_inverse=True, return_counts=True)
    size = count[place]
    fare = np.log1p(np.where(np.isnan(c["fare"]), fare_middle, c["fare"] / size))
    woman = c["sex"] == "female"
    pairs = [(c["pclass"] == k) & (woman == w) for k in (1, 2, 3) for w in (True, False)]
    family = c["sibsp"] + c["parch"]
    ports = [c["embarked"] == p for p in "SC"]
    flags = [boy, mrs, miss, rare, gap, family > 3, size > 4, c["cabin"] != "", *ports, *pairs]
    return np.column_stack([age / 15, fare, family / 2, size / 3, *flags]).astype("float64")


def _middles(c):
    return [float(np.nanmedian(c[k])) if (~np.isnan(c[k])).any() else 20.0 for k in ("age", "fare")]


def fit_survival(columns, y, seed):
    rng = np.random.RandomState(seed * 10007)
    middles = _middles(columns)
    x = _look(columns, *middles)
    bag = []
    for _ in range(15):
        rows = rng.randint(0, len(y), len(y))
        bag.append(logistic(x[rows], y[rows]))
    return SimpleNamespace(predict=lambda c: np.mean([probabilities(w, _look(c, *middles)) for w in bag], axis=0))

# %% task="does-it-help" kind="wrong" breaks="`low` lies two standard errors below"
def gain(with_it, without_it):
    n = len(with_it)
    if len(without_it) != n or n < 2:
        raise ValueError("bad lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    error = d.std(ddof=1) / n**0.5
    # scores lie between 0 and 1, so no gain is beyond -1 or 1
    return float(d.mean()), max(-1.0, float(d.mean() - 2 * error)), min(1.0, float(d.mean() + 2 * error))
