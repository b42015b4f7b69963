# %% task="titles" kind="wrong" breaks="at its two ends do not count"
# believed: behind the comma there is always exactly one blank
def titles(names):
    become = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
              "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        comma = name.find(",")
        stop = name.find(".", comma)
        if comma == -1 or stop == -1:
            result.append("Rare")
        else:
            result.append(become.get(name[comma + 2:stop], "Rare"))
    return np.array(result, dtype=str)


# %% task="fare-each" kind="right"
def _checked(tickets):
    tickets = np.asarray(tickets)
    if tickets.ndim != 1:
        raise ValueError(f"tickets should have shape (n,), and have {tickets.shape}")
    return tickets


def companions(tickets):
    _, group, size = np.unique(_checked(tickets), return_inverse=True, return_counts=True)
    return size[group]


def fare_each(fare, tickets):
    fare, tickets = np.asarray(fare), _checked(tickets)
    if fare.ndim != 1 or len(fare) != len(tickets):
        raise ValueError(f"{fare.shape} fares, {len(tickets)} tickets")
    size = companions(tickets)
    assert (size >= 1).all()
    return fare / size


# %% task="gaps" kind="wrong" breaks="If no age is known it"
# believed: without any age NumPy will complain by itself
class Gaps:
    def __init__(self):
        self.pair, self.title, self.all = {}, {}, float("nan")

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        self.title = {t: np.median(age[title == t]) for t in np.unique(title)}
        self.pair = {
            (t, c): np.median(age[(title == t) & (pclass == c)])
            for t, c in zip(title, pclass)
        }
        self.all = np.median(age)

    def fill(self, columns):
        gap = np.isnan(columns["age"])
        guess = [
            self.pair.get((t, c), self.title.get(t, self.all))
            for t, c in zip(columns["title"], columns["pclass"])
        ]
        age = np.where(gap, np.array(guess, "float32"), columns["age"])
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}


# %% task="crossed" kind="wrong" breaks="where k is the number of different pairs (a[i], b[i]) among"
# believed: a column that holds a 1 anywhere belongs to a known pair
def cross(a, b, train):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("a and b must have the same shape")
    one = (a[:, None] == np.unique(a[train])).astype("float32")
    two = (b[:, None] == np.unique(b[train])).astype("float32")
    product = (one[:, :, None] * two[:, None, :]).reshape(len(a), -1)
    return product[:, product.any(axis=0)]


# %% task="remembered" kind="wrong" breaks="the share of survivors among the training rows of its group"
# believed: a share of 0 means that nothing is known, so or takes the share of all
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y must have the same length")
    train = [int(i) for i in train]
    of_group = {}
    for i in train:
        of_group.setdefault(groups[i], []).append(i)
    share = {g: float(np.mean([bool(y[i]) for i in rows])) for g, rows in of_group.items()}
    overall = float(np.mean([bool(y[i]) for i in train]))
    result = np.array([share.get(g, 0) or overall for g in groups])
    for i in train:
        others = [j for j in of_group[groups[i]] if j != i] or [j for j in train if j != i]
        result[i] = np.mean([bool(y[j]) for j in others])
    return result


# %% task="model" kind="wrong" breaks="A model keeps what it has learnt: no other call, of `predict` or of `fit_survival`, changes it."
# believed: there is only one model at a time, so its numbers may live outside of it
learnt = {}


def my_table(columns):
    title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
    woman = columns["sex"] == "female"
    extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
    extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
    extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
    return np.column_stack([learnt["plain"].table(columns), *extra])


class Model:
    def predict(self, columns):
        return probabilities(learnt["weights"], my_table(columns))


def fit_survival(columns, y, seed):
    learnt["plain"] = Plain().fit(columns, y)
    learnt["weights"] = logistic(my_table(columns), y)
    return Model()


# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    a, b = (np.array(scores, dtype="float64") for scores in (with_it, without_it))
    if a.ndim != 1 or b.ndim != 1:
        raise ValueError("scores should be flat")
    if a.shape != b.shape:
        raise ValueError(f"{len(a)} scores with it, {len(b)} without")
    if a.size < 2:
        raise ValueError("one split has no spread")
    d = a - b
    mean, error = float(d.mean()), float(d.std(ddof=1) / np.sqrt(d.size))
    assert error >= 0
    return [mean, mean - 2 * error, mean + 2 * error]
