# %% task="titles" kind="wrong" breaks="Behind the title anything may stand"
def titles(names):
    to = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        name = str(name)
        if "," not in name or "." not in name[name.index(",") :]:
            out.append("Rare")
        else:
            out.append(to.get(name.rsplit(",", 1)[1].split(".")[0].strip(), "Rare"))
    return out

# %% task="fare-each" kind="wrong" breaks="and blanks count"
def companions(tickets):
    """Compare each with each."""
    alike = np.char.equal(tickets[:, None], tickets[None, :])
    return alike.sum(axis=1)


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="wrong" breaks="and teaches the object nothing"
class Gaps:
    def __init__(self):
        self.ages = {}

    def learn(self, columns):
        for t, k, a in zip(columns["title"].tolist(), columns["pclass"].tolist(), columns["age"].tolist()):
            if not np.isnan(a):
                for key in ((t, k), t, None):
                    self.ages.setdefault(key, []).append(a)

    def fit(self, columns):
        self.ages = {}
        self.learn(columns)
        if not self.ages:
            raise ValueError("no age is known")

    def fill(self, columns):
        age, known = columns["age"].copy(), ~np.isnan(columns["age"])
        for i in np.flatnonzero(~known):
            t, k = columns["title"][i].item(), columns["pclass"][i].item()
            age[i] = next(np.median(self.ages[key]) for key in ((t, k), t, None) if key in self.ages)
        self.learn(columns)  # the more ages, the better
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="wrong" breaks="Returns a float32 array of shape (n, k)"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted({pairs[row] for row in train.tolist()})
    eye = np.vstack([np.eye(len(known)), np.zeros(len(known))])
    return eye[[known.index(pair) if pair in known else -1 for pair in pairs]]

# %% task="remembered" kind="wrong" breaks="train:  the training rows: an array of row numbers"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    m, result = len(train), np.zeros(len(y))
    names, lived = groups.tolist(), [int(v) for v in y]
    for i in range(len(names)):
        others = [j for j in range(m) if j != i]
        mates = [j for j in others if names[j] == names[i]] or others
        result[i] = sum(lived[j] for j in mates) / len(mates)
    return result

# %% task="model" kind="wrong" breaks="The same call with the same seed"
class _Shaken(Plain):
    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"])]
        return np.column_stack([super().table(c), *more]).astype(float)


def fit_survival(columns, y, seed):
    rng = np.random.default_rng(seed or None)
    bag = []
    for _ in range(5):
        rows = rng.choice(len(y), len(y) * 4 // 5, replace=False)
        bag.append(_Shaken().fit(rows_of(columns, rows), y[rows]))

    class Bag:
        def predict(self, columns):
            return sum(one.predict(columns) for one in bag) / len(bag)

    return Bag()

# %% task="does-it-help" kind="wrong" breaks="The standard error is their spread over the root of n."
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    spread = np.sqrt(np.sum((d - d.mean()) ** 2) / (len(d) - 1))
    error = spread / np.sqrt(2)  # two scores are compared
    return float(d.mean()), float(d.mean() - 2 * error), float(d.mean() + 2 * error)
