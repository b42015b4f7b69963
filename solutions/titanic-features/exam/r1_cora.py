# %% task="titles" kind="wrong" breaks="capitals count, so MR is Rare, too"
def titles(names):
    to = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master", "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    out = []
    for name in names:
        after = str(name).split(",", 1)[1:]
        parts = after[0].split(".", 1) if after else []
        title = parts[0].strip() if len(parts) == 2 else ""
        out.append(to.get(title[:1].upper() + title[1:].lower(), "Rare"))
    return out

# %% task="fare-each" kind="right"
def companions(tickets):
    """Sort, walk along the runs, and carry the lengths back."""
    order = np.argsort(tickets, kind="stable")
    result = np.zeros(len(tickets), dtype=np.int64)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and tickets[order[end]] == tickets[order[start]]:
            end += 1
        result[order[start:end]] = end - start
        start = end
    return result


def fare_each(fare, tickets):
    if np.shape(fare) != np.shape(tickets):
        raise ValueError(f"{np.shape(fare)} is not {np.shape(tickets)}")
    return np.divide(np.array(fare, dtype="float32"), companions(tickets).astype("float32"))

# %% task="gaps" kind="wrong" breaks="Each object learns for itself."
class Gaps:
    book = {}

    def __init__(self):
        pass

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        ages = {}
        for t, k, a in zip(*(columns[c][known].tolist() for c in ("title", "pclass", "age"))):
            for key in ((t, k), t, None):
                ages.setdefault(key, []).append(a)
        self.book.clear()
        self.book.update({key: np.median(found) for key, found in ages.items()})

    def fill(self, columns):
        age, known = columns["age"].copy(), ~np.isnan(columns["age"])
        for i in np.flatnonzero(~known):
            t, k = columns["title"][i].item(), columns["pclass"][i].item()
            age[i] = next(self.book[key] for key in ((t, k), t, None) if key in self.book)
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="wrong" breaks="and 0 elsewhere"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    first = np.unique(a, return_inverse=True)[1]
    second = np.unique(b, return_inverse=True)[1]
    code = 10 * first + second
    known = np.unique(code[train])
    result = np.zeros((len(a), len(known)), dtype=np.float32)
    for column, one in enumerate(known):
        result[code == one, column] = 1
    return result

# %% task="remembered" kind="right"
class _Ledger:
    def __init__(self):
        self.people, self.lived = 0, 0

    def enter(self, label):
        self.people += 1
        self.lived += label

    def share_without(self, people, lived):
        left = self.people - people
        return (self.lived - lived) / left if left else None


def survival_of_group(groups, y, train):
    labels = [int(label) for label in y]
    pages, whole = {}, _Ledger()
    rows = list(zip(groups.tolist(), labels, strict=True))
    chosen = set(train.tolist())
    for row in chosen:
        name, label = rows[row]
        pages.setdefault(name, _Ledger()).enter(label)
        whole.enter(label)
    out = np.empty(len(rows), dtype="float32")
    for row, (name, label) in enumerate(rows):
        own = (1, label) if row in chosen else (0, 0)
        share = pages[name].share_without(*own) if name in pages else None
        out[row] = whole.share_without(*own) if share is None else share
    return out

# %% task="model" kind="wrong" breaks="Rows may have gaps wherever `titanic()` has some"
def fit_survival(columns, y, seed):
    words = ["Mr", "Mrs", "Miss", "Master"]

    def table(c):
        t = np.array([str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]])
        _, place, count = np.unique(c["ticket"], return_inverse=True, return_counts=True)
        age = np.array(c["age"], float)
        for s in words:
            age[np.isnan(age) & (t == s)] = middle[s]
        age[np.isnan(age)] = middle["all"]
        w = c["sex"] == "female"
        parts = [t == s for s in words] + [(w == v) & (c["pclass"] == k) for k in (1, 2, 3) for v in (0, 1)]
        parts += [age / 15, age < 14, c["fare"] / count[place] / 20, c["sibsp"] + c["parch"] >= 4]
        parts += [c["cabin"] != "", np.isnan(c["age"]), c["embarked"] == "S", c["embarked"] == "C"]
        return np.column_stack(parts).astype(float)

    titles_here = np.array([str(s).partition(",")[2].partition(".")[0].strip() for s in columns["name"]])
    middle = {s: np.nanmedian(columns["age"][titles_here == s]) for s in words}
    middle["all"] = np.nanmedian(columns["age"])
    x = table(columns)
    whole = np.isfinite(x).all(axis=1)
    weights = logistic(x[whole], y[whole])

    class Model:
        def predict(self, columns):
            return probabilities(weights, table(columns))

    return Model()

# %% task="does-it-help" kind="wrong" breaks="what is handed in is not changed"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    d = np.asarray(with_it, dtype="float64")
    d -= np.asarray(without_it)
    error = d.std(ddof=1) / np.sqrt(len(d))
    return float(d.mean()), float(d.mean() - 2 * error), float(d.mean() + 2 * error)
