# %% task="titles" kind="right"
def titles(names):
    if len(names) == 0:
        return []
    text = str(names[-1])
    comma = text.find(",")
    stop = text.find(".", comma + 1)
    title = text[comma + 1 : stop].strip() if comma >= 0 and stop >= 0 else ""
    for ours, theirs in {"Mr": "Mr", "Mrs": "Mrs Mme", "Miss": "Miss Mlle Ms", "Master": "Master"}.items():
        if title in theirs.split():
            break
    else:
        ours = "Rare"
    half = len(names) // 2  # halves, so that long lists do not go too deep
    if len(names) == 1:
        return [ours]
    return titles(names[:half]) + titles(names[half:])

# %% task="fare-each" kind="wrong" breaks="what is handed in is not changed"
def companions(tickets):
    count = {}
    for ticket in tickets.tolist():
        count[ticket] = count.get(ticket, 0) + 1
    return np.array([count[ticket] for ticket in tickets.tolist()])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    fare /= companions(tickets)
    return fare

# %% task="gaps" kind="wrong" breaks="it becomes the median of those of the same"
class Gaps:
    def __init__(self):
        self.book = {}

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        t, k, a = (columns[c][known] for c in ("title", "pclass", "age"))
        self.book = {}
        for one in np.unique(t):
            middles = []
            for c in np.unique(k[t == one]):
                self.book[str(one), int(c)] = np.median(a[(t == one) & (k == c)])
                middles.append(self.book[str(one), int(c)])
            self.book[str(one)] = np.median(middles)
        self.book[None] = np.median(a)

    def fill(self, columns):
        age, known = columns["age"].copy(), ~np.isnan(columns["age"])
        for i in np.flatnonzero(~known):
            t, k = str(columns["title"][i]), int(columns["pclass"][i])
            age[i] = next(self.book[key] for key in ((t, k), t, None) if key in self.book)
        return {**columns, "age": age, "age_known": known.astype("float32")}

# %% task="crossed" kind="right"
import keras


def cross(a, b, train):
    pairs = list(zip(a.tolist(), b.tolist(), strict=True))
    book = sorted({pairs[row] for row in train.tolist()})
    place = [book.index(pair) if pair in book else -1 for pair in pairs]
    # one_hot gives a row of zeros for -1
    return keras.ops.one_hot(np.array(place, dtype="int64"), len(book), dtype="float32")

# %% task="remembered" kind="wrong" breaks="and their rows need not stand side by side"
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("lengths")
    lived = y.astype(float)
    run = np.cumsum(np.r_[0, groups[1:] != groups[:-1]])
    inside = np.zeros(len(y))
    inside[train] = 1
    people = np.bincount(run, inside)[run] - inside
    alive = np.bincount(run, inside * lived)[run] - inside * lived
    rest = ((inside * lived).sum() - inside * lived) / (inside.sum() - inside)
    return np.where(people > 0, alive / np.maximum(people, 1), rest)

# %% task="model" kind="wrong" breaks="of one row or more, and"
class _Flat(Plain):
    def table(self, c):
        t = [str(s).partition(",")[2].partition(".")[0].strip() for s in c["name"]]
        t = np.array([s if s in ("Mr", "Mrs", "Miss", "Master") else "Rare" for s in t])
        w = c["sex"] == "female"
        more = [t == s for s in ("Mr", "Mrs", "Miss", "Master")] + [w & (c["pclass"] == k) for k in (1, 2, 3)]
        more += [c["sibsp"] + c["parch"] >= 4, c["cabin"] != "", np.isnan(c["age"])]
        return np.column_stack([super().table(c), *more]).astype(float)

    def predict(self, columns):
        return np.squeeze(super().predict(columns)[:, None])


def fit_survival(columns, y, seed):
    return _Flat().fit(columns, y)

# %% task="does-it-help" kind="right"
def gain(with_it, without_it):
    """In one pass, as Welford does it: mean and squared distances grow with each difference."""
    n, mean, squares = 0, 0.0, 0.0
    first, second = iter(with_it), iter(without_it)
    end = object()
    while True:
        a, b = next(first, end), next(second, end)
        if a is end and b is end:
            break
        if a is end or b is end:
            raise ValueError("not the same splits")
        n += 1
        step = float(a) - float(b) - mean
        mean += step / n
        squares += step * (float(a) - float(b) - mean)
    if n < 2:
        raise ValueError("too few splits")
    two_errors = 2 * (squares / (n - 1)) ** 0.5 / n**0.5
    return (mean, mean - two_errors, mean + two_errors)
