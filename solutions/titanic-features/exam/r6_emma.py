# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma"
# believed: all names in the list have a comma, so the second part is always there
def titles(names):
    french = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        behind = name.split(",")[1:]
        behind = ",".join([behind[0], *behind[1:]])
        if "." not in behind:
            result.append("Rare")
            continue
        title = behind[: behind.index(".")].strip()
        title = french.get(title, title)
        result.append(title if title in {"Mr", "Mrs", "Miss", "Master"} else "Rare")
    return result


# %% task="fare-each" kind="wrong" breaks="An empty text is a ticket like any other."
# believed: an empty text means that the ticket is missing, so its owner travels alone
def companions(tickets):
    _, inverse, counts = np.unique(tickets, return_inverse=True, return_counts=True)
    result = counts[inverse]
    result[np.asarray(tickets) == ""] = 1
    return result


def fare_each(fare, tickets):
    fare, tickets = np.asarray(fare), np.asarray(tickets)
    if fare.shape != tickets.shape:
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="nor what becomes of the columns afterwards"
# believed: keeping the dict of the training rows keeps what was in it when fit was called
class Gaps:
    def __init__(self):
        self.known = None

    def fit(self, columns):
        if np.all(np.isnan(columns["age"])):
            raise ValueError("no known age")
        self.known = columns
        return self

    def _median(self, title, pclass):
        age = self.known["age"]
        has = ~np.isnan(age)
        same_title = has & (self.known["title"] == title)
        both = same_title & (self.known["pclass"] == pclass)
        for rows in (both, same_title, has):
            if rows.any():
                return np.median(age[rows])

    def fill(self, columns):
        age = np.array(columns["age"], dtype="float32")
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            age[i] = self._median(columns["title"][i], columns["pclass"][i])
        return {**columns, "age": age, "age_known": np.where(gap, 0, 1).astype("float32")}


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different"
# believed: with an underscore between them glued texts cannot be mistaken
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("length of a and b")
    key = np.array([f"{x}_{y}" for x, y in zip(a, b)])
    kinds = sorted(set(key[train]))
    out = np.zeros((len(key), len(kinds)), np.float32)
    for k, kind in enumerate(kinds):
        out[key == kind, k] = 1
    return out


# %% task="remembered" kind="wrong" breaks="the share among all other training rows, of any group"
# believed: a row has others if its group has several rows, whether they are for training or not
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y differ in length")
    y = np.asarray(y).astype(float)
    _, code, size = np.unique(groups, return_inverse=True, return_counts=True)
    n_train = np.bincount(code[train], minlength=len(size))
    lived = np.bincount(code[train], weights=y[train], minlength=len(size))
    in_train = np.zeros(len(y), bool)
    in_train[train] = True
    result = np.empty(len(y))
    for i, g in enumerate(code):
        if in_train[i]:
            if size[g] == 1:
                result[i] = (y[train].sum() - y[i]) / (len(train) - 1)
            else:
                result[i] = (lived[g] - y[i]) / max(n_train[g] - 1, 1)
        else:
            result[i] = lived[g] / n_train[g] if n_train[g] else y[train].mean()
    return result


# %% task="model" kind="wrong" breaks="gives the same predictions, to three digits"
# believed: random rows for each helper do not need the seed, as their mean is the same anyway
class Bag:
    def __init__(self, members):
        self.members = members

    def predict(self, columns):
        return np.mean([member.predict(columns) for member in self.members], axis=0)


class Member(Plain):
    def table(self, columns):
        title = np.array([n.partition(",")[2].partition(".")[0].strip() for n in columns["name"]])
        woman = columns["sex"] == "female"
        extra = [title == t for t in ("Mr", "Mrs", "Miss", "Master")]
        extra += [woman & (columns["pclass"] == c) for c in (1, 2)]
        extra += [columns["sibsp"] + columns["parch"] > 3, columns["cabin"] != ""]
        return np.column_stack([super().table(columns), *extra])


def fit_survival(columns, y, seed):
    members = []
    for _ in range(10):
        rows = np.random.randint(0, len(y), len(y))
        members.append(Member().fit(rows_of(columns, rows), y[rows]))
    return Bag(members)


# %% task="does-it-help" kind="wrong" breaks="Entry i of both belongs to split i."
# believed: compare the best with the best and the worst with the worst
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("need two lists of the same length, of at least 2")
    diff = np.array(sorted(with_it)) - np.array(sorted(without_it))
    mean = diff.mean()
    se = diff.std(ddof=1) / np.sqrt(len(diff))
    return [float(mean), float(mean - 2 * se), float(mean + 2 * se)]
