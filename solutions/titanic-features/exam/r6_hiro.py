# %% task="titles" kind="wrong" breaks="title is Rare: capitals count"
# believed: the other titles are those that I found in the list of 1912; nothing else can come
def titles(names):
    rare = ["Dr", "Rev", "Col", "Major", "Capt", "Lady", "Sir", "Don", "Dona", "Jonkheer",
            "the Countess"]
    out = []
    for name in names:
        if "," not in name or "." not in name[name.index(","):]:
            out.append("Rare")
            continue
        title = name.split(",", 1)[1].split(".", 1)[0].strip()
        if title in rare:
            title = "Rare"
        title = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(title, title)
        out.append(title)
    return np.array(out, dtype=object).astype(str)


# %% task="fare-each" kind="wrong" breaks="Tickets are the same if their texts are the"
# believed: the ticket is its number; the letters before it are only the office that sold it
def companions(tickets):
    def number(ticket):
        words = str(ticket).split()
        return words[-1] if words else ""

    numbers = [number(ticket) for ticket in tickets]
    return np.array([numbers.count(one) for one in numbers])


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError(f"{len(fare)} fares, {len(tickets)} tickets")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="is a float32 array of its own"
# believed: np.where keeps the dtype of the ages
class Gaps:
    def __init__(self):
        self.pair, self.title, self.all = {}, {}, None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        title, pclass, age = (columns[name][known] for name in ("title", "pclass", "age"))
        self.title = {t: float(np.median(age[title == t])) for t in np.unique(title)}
        self.pair = {
            (t, c): float(np.median(age[(title == t) & (pclass == c)]))
            for t, c in zip(title, pclass)
        }
        self.all = float(np.median(age))

    def fill(self, columns):
        gap = np.isnan(columns["age"])
        guess = np.array([
            self.pair.get((t, c), self.title.get(t, self.all))
            for t, c in zip(columns["title"], columns["pclass"])
        ])
        new = dict(columns)
        new["age"] = np.where(gap, guess, columns["age"])
        new["age_known"] = np.where(gap, 0, 1).astype("float32")
        return new


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: ten times one number plus the other is a number for the pair
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a, b: lengths differ")
    _, code_a = np.unique(a, return_inverse=True)
    _, code_b = np.unique(b, return_inverse=True)
    code = 10 * code_a + code_b
    return (code[:, None] == np.unique(code[train])[None, :]).astype(np.float32)


# %% task="remembered" kind="wrong" breaks="texts or whole numbers"
# believed: numbers of groups count from 0, so they can be used as places right away
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y: lengths differ")
    groups, y = np.asarray(groups), np.asarray(y).astype("float64")
    code = groups if groups.dtype.kind in "iu" else np.unique(groups, return_inverse=True)[1]
    k = int(code.max()) + 1
    count = np.bincount(code[train], minlength=k)[code].astype(float)
    lived = np.bincount(code[train], y[train], minlength=k)[code]
    n, total = np.full(len(y), float(len(train))), np.full(len(y), y[train].sum())
    count[train] -= 1
    lived[train] -= y[train]
    n[train] -= 1
    total[train] -= y[train]
    return np.where(count > 0, lived / np.where(count > 0, count, 1), total / n)


# %% task="model" kind="wrong" breaks="The model knows nothing but what `columns` and `y` say."
# believed: ages and tickets are no labels, so medians and counts may come from the whole list
class Detective(Plain):
    def table(self, columns):
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        woman = columns["sex"] == "female"
        extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        return np.column_stack([super().table(columns), *extra])

    def fit(self, columns, y):
        everybody = titanic()
        self.middle = {name: np.nanmedian(everybody[name]) for name in ("age", "fare")}
        self.weights = logistic(self.table(columns), y)
        return self


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="what is handed in is not changed"
# believed: np.asarray gives me a copy, so -= is safe
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("gain: bad lengths")
    d = np.asarray(with_it)
    d -= np.asarray(without_it)
    m, s = d.mean(), d.std(ddof=1) / np.sqrt(len(d))
    return float(m), float(m - 2 * s), float(m + 2 * s)
