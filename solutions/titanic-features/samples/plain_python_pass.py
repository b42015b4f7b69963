# /// sample
# ///

# %% task="titles"
def title_of(name):
    if "," not in name:
        return "Rare"
    after = name[name.index(",") + 1 :]
    if "." not in after:
        return "Rare"
    title = after[: after.index(".")].strip()
    if title in ("Mlle", "Ms", "Miss"):
        return "Miss"
    if title in ("Mme", "Mrs"):
        return "Mrs"
    return title if title in ("Mr", "Master") else "Rare"


def titles(names):
    return [title_of(name) for name in names]

# %% task="fare-each"
def companions(tickets):
    return np.array([np.count_nonzero(tickets == ticket) for ticket in tickets])


def fare_each(fare, tickets):
    if len(tickets) != len(fare):
        raise ValueError("lengths")
    return np.array([paid / people for paid, people in zip(fare, companions(tickets))], "float64")

# %% task="gaps"
class Gaps:
    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        title, pclass, age = (columns[name][known].tolist() for name in ("title", "pclass", "age"))
        groups = {}
        for t, c, a in zip(title, pclass, age):
            for key in ((t, c), t, None):
                groups.setdefault(key, []).append(a)
        self.books = {key: float(np.median(ages)) for key, ages in groups.items()}

    def fill(self, columns):
        known = ~np.isnan(columns["age"])
        age = columns["age"].copy()
        for row in np.flatnonzero(~known):
            t, c = columns["title"][row].item(), columns["pclass"][row].item()
            age[row] = next(self.books[key] for key in ((t, c), t, None) if key in self.books)
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted({pairs[row] for row in train}, key=str)
    return np.array([[pair == one for one in known] for pair in pairs], "float32")

# %% task="remembered"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    lived, count = {}, {}
    label = {int(row): int(y[row]) for row in train}
    group_of = groups.tolist()
    for row, one in label.items():
        lived[group_of[row]] = lived.get(group_of[row], 0) + one
        count[group_of[row]] = count.get(group_of[row], 0) + 1
    total, found = sum(label.values()), []
    for row, group in enumerate(group_of):
        inside, own = (1, label[row]) if row in label else (0, 0)
        people, alive = count.get(group, 0) - inside, lived.get(group, 0) - own
        if people == 0:
            people, alive = len(label) - inside, total - own
        found.append(alive / people)
    return np.array(found, "float32")

# %% task="model"
class Extended(Plain):
    def table(self, people_of):
        columns = people_of
        title = np.array([name.split(", ")[1].split(".")[0] for name in columns["name"].tolist()])
        people = np.array([(columns["ticket"] == ticket).sum() for ticket in columns["ticket"]])
        flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
        flags += [(columns["sex"] == "female") & (columns["pclass"] == place) for place in (2, 3)]
        flags += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        flags += [people == 1, np.isnan(columns["age"])]
        return np.column_stack([super().table(columns), *flags])


def fit_survival(columns, y, seed):
    return Extended().fit(columns, y)

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = with_it - without_it
    error = np.std(apart, ddof=1) / np.sqrt(len(apart))
    mean = apart.mean()
    return mean, mean - 2 * error, mean + 2 * error
