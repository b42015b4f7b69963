# %% task="titles" kind="wrong" breaks="A name is Rare if it has no comma, or no stop"
# believed: if something is missing, an IndexError will tell; but split('.')[0] is fine without a stop, and gives the whole rest
def titles(names):
    same = {"Mr": "Mr", "Mrs": "Mrs", "Miss": "Miss", "Master": "Master",
            "Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    result = []
    for name in names:
        try:
            title = name.split(",", 1)[1].split(".")[0].strip()
        except IndexError:
            title = "Rare"
        result.append(same.get(title, "Rare"))
    return result


# %% task="fare-each" kind="wrong" breaks="character by character."
# believed: the ticket is the number at the end; the letters before it only name the office
def companions(tickets):
    numbers = np.array([(str(ticket).split() or [""])[-1] for ticket in tickets])
    _, which, count = np.unique(numbers, return_inverse=True, return_counts=True)
    return count[which]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("fare and tickets differ in length")
    return fare / companions(tickets)


# %% task="gaps" kind="wrong" breaks="same title *and* class. If there are none, it becomes the median of those of the same"
# believed: nanmedian takes care of all gaps; where a pair has rows but no known age it gives NaN, and NaN is stored as an answer
class Gaps:
    def __init__(self):
        self.by_pair, self.by_title, self.by_all = {}, {}, None

    def fit(self, columns):
        title, pclass, age = columns["title"], columns["pclass"], columns["age"]
        if np.isnan(age).all():
            raise ValueError("no age is known")
        self.by_pair, self.by_title = {}, {}
        for t in np.unique(title):
            self.by_title[str(t)] = np.nanmedian(age[title == t])
            for c in np.unique(pclass[title == t]):
                self.by_pair[str(t), int(c)] = np.nanmedian(age[(title == t) & (pclass == c)])
        self.by_all = np.nanmedian(age)

    def fill(self, columns):
        age = np.array(columns["age"], "float32")
        gap = np.isnan(age)
        for i in np.flatnonzero(gap):
            title, pclass = str(columns["title"][i]), int(columns["pclass"][i])
            if (title, pclass) in self.by_pair:
                age[i] = self.by_pair[title, pclass]
            elif title in self.by_title:
                age[i] = self.by_title[title]
            else:
                age[i] = self.by_all
        return {**columns, "age": age, "age_known": (~gap).astype("float32")}


# %% task="crossed" kind="wrong" breaks="Pairs are different if a or b is different:"
# believed: a pair is its two texts written one after the other
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    pairs = np.array([f"{x}{y}" for x, y in zip(a, b)])
    kinds = np.unique(pairs[train])
    return (pairs[:, None] == kinds[None, :]).astype("float32")


# %% task="remembered" kind="wrong" breaks="are no others, the share among all other training rows, of any group"
# believed: who travels alone tells nothing, so their number is one half
def survival_of_group(groups, y, train):
    if len(groups) != len(y):
        raise ValueError("groups and y have different lengths")
    _, group = np.unique(groups, return_inverse=True)
    k = group.max() + 1
    number = np.bincount(group[train], minlength=k)
    lived = np.bincount(group[train], weights=y[train], minlength=k)
    result = np.zeros(len(groups))
    is_train = np.zeros(len(groups), bool)
    is_train[train] = True
    for i, g in enumerate(group):
        if is_train[i]:
            result[i] = (lived[g] - y[i]) / (number[g] - 1) if number[g] > 1 else 0.5
        else:
            result[i] = lived[g] / number[g] if number[g] else y[train].mean()
    return result


# %% task="model" kind="wrong" breaks="place. Rows may have gaps wherever `titanic()` has some, and titles, ports, cabins and tickets"
# believed: all decks were met when the model was fitted; a cabin on another deck is not in the dict
def questions(columns):
    title = np.array([name.partition(",")[2].partition(".")[0].strip() for name in columns["name"]])
    woman = columns["sex"] == "female"
    flags = [title == one for one in ("Mr", "Mrs", "Miss", "Master")]
    flags += [woman & (columns["pclass"] == one) for one in (1, 2)]
    flags += [columns["sibsp"] + columns["parch"] >= 4, columns["cabin"] != ""]
    return np.column_stack(flags).astype("float64")


class Detective:
    def table(self, columns):
        deck = np.zeros((len(columns["cabin"]), len(self.place)))
        for i, cabin in enumerate(columns["cabin"]):
            deck[i, self.place[str(cabin)[:1]]] = 1
        return np.column_stack([self.plain.table(columns), questions(columns), deck])

    def fit(self, columns, y):
        decks = sorted({str(cabin)[:1] for cabin in columns["cabin"]})
        self.place = {deck: k for k, deck in enumerate(decks)}
        self.plain = Plain().fit(columns, y)
        self.weights = logistic(self.table(columns), y)
        return self

    def predict(self, columns):
        return probabilities(self.weights, self.table(columns))


def fit_survival(columns, y, seed):
    return Detective().fit(columns, y)


# %% task="does-it-help" kind="wrong" breaks="The mean is that of the n differences, with"
# believed: a difference is how far two scores are apart, so it has no sign
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.abs(np.asarray(with_it, "float64") - np.asarray(without_it, "float64"))
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
