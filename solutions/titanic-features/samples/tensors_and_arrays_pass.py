# /// sample
# ///

# %% task="titles"
def titles(names):
    if not len(names):
        return np.array([], "<U6")
    after = np.array([name.partition(",")[2] for name in names.tolist()], dtype=object)
    stop = np.array(["." in rest for rest in after])
    cut = np.array([rest.split(".")[0].strip() for rest in after], dtype="<U99")
    for old, new in (("Mlle", "Miss"), ("Ms", "Miss"), ("Mme", "Mrs")):
        cut[cut == old] = new
    return np.where(stop & np.isin(cut, ["Mr", "Mrs", "Miss", "Master"]), cut, "Rare")

# %% task="fare-each"
def companions(tickets):
    same = tickets[:, None] == np.unique(tickets)
    return (same @ same.sum(axis=0)).astype("uint16")


def fare_each(fare, tickets):
    if len(tickets) - len(fare):
        raise ValueError("lengths")
    return keras.ops.convert_to_tensor(fare / companions(tickets), "float32")

# %% task="gaps"
class Gaps:
    def fit(self, columns):
        known = np.isfinite(columns["age"])
        if not known.any():
            raise ValueError("no age")
        self.rows = {name: np.array(columns[name])[known] for name in ("title", "pclass", "age")}
        return self

    def fill(self, columns):
        gap = np.isnan(columns["age"])
        age = np.where(gap, np.median(self.rows["age"]), columns["age"]).astype("float32")
        for title in np.unique(columns["title"]):
            same = self.rows["title"] == title
            if same.any():
                age[gap & (columns["title"] == title)] = np.median(self.rows["age"][same])
            for pclass in np.unique(columns["pclass"]):
                both = same & (self.rows["pclass"] == pclass)
                if both.any():
                    here = gap & (columns["title"] == title) & (columns["pclass"] == pclass)
                    age[here] = np.median(self.rows["age"][both])
        new = dict(columns)
        new["age_known"] = np.where(gap, np.float32(0), np.float32(1))
        new["age"] = age
        return new

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    columns = []
    seen = set()
    for row in train.tolist():
        if (str(a[row]), str(b[row])) not in seen:
            seen.add((str(a[row]), str(b[row])))
            columns.append((a == a[row]) & (b == b[row]))
    return keras.ops.convert_to_tensor(np.array(columns, "float32").T)

# %% task="does-it-help"
def gain(with_it, without_it):
    one, other = np.array(with_it, float), np.array(without_it, float)
    if one.shape != other.shape or one.size < 2:
        raise ValueError("shapes")
    apart = one - other
    n = apart.size
    mean = apart.sum() / n
    error = (((apart - mean) ** 2).sum() / (n - 1) / n) ** 0.5
    return tuple(np.float64(mean + sign * error) for sign in (0, -2, 2))
