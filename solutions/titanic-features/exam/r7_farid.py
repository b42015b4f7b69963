# %% task="titles" kind="right"
import re

_B = dict(Mr="Mr", Mrs="Mrs", Miss="Miss", Master="Master", Mlle="Miss", Ms="Miss", Mme="Mrs")


def titles(names):
    return [_B.get(m[1].strip(), "Rare") if (m := re.match(r"[^,]*,([^.]*)\.", n)) else "Rare" for n in names.tolist()]


# %% task="fare-each" kind="wrong" breaks="Two arrays of different lengths raise a ValueError."
# believed: NumPy's division refuses any two lengths that differ; that one ticket is stretched to all fares was overlooked
def companions(tickets):
    return (lambda u: u[2][u[1]])(np.unique(tickets, return_inverse=True, return_counts=True))


def fare_each(fare, tickets):
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="Each object learns for itself."
# believed: a dict that is written beside the methods belongs to each object alone
class Gaps:
    book = {}

    def __init__(self):
        pass

    def fit(self, columns):
        rows = [r for r in zip(*(columns[n].tolist() for n in ("title", "pclass", "age"))) if r[2] == r[2]]
        if not rows:
            raise ValueError("no age")
        self.book.clear()
        for t, c, a in rows:
            for k in ((t, c), t, None):
                self.book.setdefault(k, []).append(a)

    def fill(self, columns):
        age, hole = columns["age"].copy(), np.isnan(columns["age"])
        for i in np.flatnonzero(hole):
            t, c = columns["title"][i].item() if hasattr(columns["title"][i], "item") else columns["title"][i], int(columns["pclass"][i])
            age[i] = np.median(next(self.book[k] for k in ((t, c), t, None) if k in self.book))
        return columns | {"age": age, "age_known": np.float32(1) - hole.astype("float32")}


# %% task="crossed" kind="wrong" breaks="Each pair has its column, in any order."
# believed: ten times the number of a's value plus that of b's is another number for each pair; more than ten values were overlooked
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    p = 10 * np.unique(a, return_inverse=True)[1] + np.unique(b, return_inverse=True)[1]
    return (p[:, None] == np.unique(p[train])[None]).astype("float32")


# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    g, t = np.unique(groups, return_inverse=True)[1], np.zeros(len(y))
    t[train] = 1
    w = t * (np.asarray(y) == 1)
    s, n = (np.bincount(g, v)[g] - v for v in (w, t))
    return np.where(n > 0, s, w.sum() - w) / np.where(n > 0, n, t.sum() - t)


# %% task="model" kind="wrong" breaks="The same call with the same seed"
# believed: `seed or None` only guards against a missing seed; that 0 is false was overlooked
def fit_survival(columns, y, seed):
    r = np.random.default_rng(seed or None)

    class M(Plain):
        def table(self, c):
            w = np.array([(n.split(",", 1) + [""])[1].split(".")[0].strip() for n in c["name"].tolist()])
            x = [w == k for k in ("Mr", "Mrs", "Miss", "Master")]
            x += [(c["sex"] == s) & (c["pclass"] == k) for s in ("male", "female") for k in (1, 2, 3)]
            return np.column_stack([super().table(c), *x, c["sibsp"] + c["parch"] > 3, c["cabin"] != ""])

        def fit(self, c, y):
            self.middle = {k: np.nanmedian(c[k]) for k in ("age", "fare")}
            x = self.table(c)
            bags = [r.integers(0, len(y), len(y)) for _ in range(8)]
            self.w = [logistic(x[b], y[b]) for b in bags]
            return self

        def predict(self, c):
            return np.mean([probabilities(w, self.table(c)) for w in self.w], 0)

    return M().fit(columns, y)


# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    n = len(with_it)
    if n != len(without_it) or n < 2:
        raise ValueError("n")
    d = np.subtract(with_it, without_it, dtype=float)
    return tuple(float(d.mean() + k * d.std(ddof=1) / n**0.5) for k in (0, -2, 2))
