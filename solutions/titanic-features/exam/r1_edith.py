# %% task="titles" kind="wrong" breaks="at its two ends do not count"
def titles(names):
    to = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        comma, stop = str(name).find(","), -1
        if comma >= 0:
            stop = str(name).find(".", comma)
        # a comma is always followed by one blank
        out.append(to.get(str(name)[comma + 2 : stop], "Rare") if stop >= 0 else "Rare")
    return out

# %% task="fare-each" kind="right"
def companions(tickets):
    _, place, count = np.unique(tickets, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("as many fares as tickets, please")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="nor what becomes of the columns afterwards"
class Gaps:
    def __init__(self):
        self.columns = None

    def fit(self, columns):
        if np.isnan(columns["age"]).all():
            raise ValueError("no age is known")
        self.columns = columns

    def fill(self, columns):
        t, k, a = (self.columns[name] for name in ("title", "pclass", "age"))
        age, known = columns["age"].copy(), ~np.isnan(columns["age"])
        for i in np.flatnonzero(~known):
            like = (t == columns["title"][i]) & (k == columns["pclass"][i]) & ~np.isnan(a)
            if not like.any():
                like = (t == columns["title"][i]) & ~np.isnan(a)
            if not like.any():
                like = ~np.isnan(a)
            age[i] = np.median(a[like])
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="wrong" breaks="If a and b have different lengths, it raises a ValueError."
def cross(a, b, train):
    a, b = np.broadcast_arrays(a, b)  # a ValueError, if they do not fit
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted({pairs[row] for row in train.tolist()})
    return np.array([[pair == one for one in known] for pair in pairs]).astype("float32")

# %% task="remembered" kind="right"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("as many labels as groups")
    group = np.unique(groups, return_inverse=True)[1]
    lived = np.asarray(y).astype(float)
    inside = np.zeros(len(group))
    inside[train] = 1
    count = np.bincount(group, inside)[group] - inside
    alive = np.bincount(group, inside * lived)[group] - inside * lived
    all_count = inside.sum() - inside
    all_alive = (inside * lived).sum() - inside * lived
    return np.where(count > 0, alive / np.maximum(count, 1), all_alive / all_count)

# %% task="model" kind="wrong" breaks="but not on the order of the rows"
class _Counter(Plain):
    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        seen, mates = {}, []
        for ticket in c["ticket"]:
            seen[str(ticket)] = seen.get(str(ticket), 0) + 1
            mates.append(seen[str(ticket)])
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"]), np.array(mates) / 2]
        return np.column_stack([super().table(c), *more]).astype(float)


def fit_survival(columns, y, seed):
    return _Counter().fit(columns, y)

# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences, with"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    d = [float(abs(a - b)) for a, b in zip(with_it, without_it)]
    mean = sum(d) / len(d)
    spread = (sum((x - mean) ** 2 for x in d) / (len(d) - 1)) ** 0.5
    error = spread / len(d) ** 0.5
    return [mean, mean - 2 * error, mean + 2 * error]
