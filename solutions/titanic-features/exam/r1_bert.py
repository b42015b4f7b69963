# %% task="titles" kind="wrong" breaks="Mr, Mrs, Miss and Master stay as they are."
def titles(names):
    result = np.full(len(names), "Rare")
    change = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}
    for i, name in enumerate(names):
        after = str(name).split(",", 1)
        if len(after) == 2 and "." in after[1]:
            title = after[1].split(".", 1)[0].strip()
            title = change.get(title, title)
            if title in ("Mr", "Mrs", "Miss", "Master"):
                result[i] = title
    return result

# %% task="fare-each" kind="wrong" breaks="same, character by character"
def companions(tickets):
    short = tickets.astype("U8")
    _, place, count = np.unique(short, return_inverse=True, return_counts=True)
    return count[place]


def fare_each(fare, tickets):
    if len(fare) != len(tickets):
        raise ValueError("lengths")
    return fare / companions(tickets)

# %% task="gaps" kind="right"
class Gaps:
    """Keeps the known rows themselves, copied, and asks them when it is needed."""

    def __init__(self):
        self.rows = None

    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("nobody's age is known")
        # indexing with a mask copies
        self.rows = tuple(columns[name][known] for name in ("title", "pclass", "age"))

    def _guess(self, title, pclass):
        titles_known, classes, ages = self.rows
        for mask in ((titles_known == title) & (classes == pclass), titles_known == title, ages == ages):
            if mask.any():
                return np.median(ages[mask])

    def fill(self, columns):
        result = dict(columns)
        result["age_known"] = np.where(np.isnan(columns["age"]), np.float32(0), np.float32(1))
        result["age"] = columns["age"].copy()
        for row, known in enumerate(result["age_known"]):
            if not known:
                result["age"][row] = self._guess(columns["title"][row], columns["pclass"][row])
        return result

# %% task="crossed" kind="wrong" breaks="A row whose pair is not among those of the training rows is all zeros."
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    values_a, values_b = np.unique(a[train]), np.unique(b[train])
    known = np.isin(a, values_a) & np.isin(b, values_b)
    code = np.searchsorted(values_a, a) * (len(values_b) + 1) + np.searchsorted(values_b, b)
    pairs = np.unique(code[train])
    place = np.minimum(np.searchsorted(pairs, code), len(pairs) - 1)
    result = np.zeros((len(a), len(pairs)), "float32")
    result[known, place[known]] = 1
    return result

# %% task="remembered" kind="wrong" breaks="If groups and y have different lengths, it raises a ValueError."
def survival_of_group(groups, y, train):
    names = groups.tolist()
    lived = {int(r): int(y[r]) for r in train}
    result = np.zeros(len(names))
    for i, name in enumerate(names):
        others = [r for r in lived if r != i]
        mates = [r for r in others if names[r] == name] or others
        result[i] = np.mean([lived[r] for r in mates])
    return result

# %% task="model" kind="right"
import re


class _Sleuth(Plain):
    ORDER = ["Mr", "Mrs", "Miss", "Master", "Rare"]

    def called(self, columns):
        found = []
        for name in columns["name"]:
            match = re.match(r"[^,]*,\s*([^.]*?)\s*\.", str(name))
            word = match.group(1) if match else "Rare"
            word = {"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}.get(word, word)
            found.append(self.ORDER.index(word) if word in self.ORDER else 4)
        return np.array(found, dtype=int)

    def fit(self, columns, y):
        self.by_title = np.full(5, np.nan)
        code = self.called(columns)
        for k in range(5):
            ages = columns["age"][(code == k) & ~np.isnan(columns["age"])]
            if ages.size:
                self.by_title[k] = np.median(ages)
        return super().fit(columns, y)

    def table(self, columns):
        code = self.called(columns)
        gap = np.isnan(columns["age"])
        guess = self.by_title[code]
        guess = np.where(np.isnan(guess), self.middle["age"], guess)
        filled = {**columns, "age": np.where(gap, guess, columns["age"])}
        plain = super().table(filled)
        size = columns["sibsp"] + columns["parch"]
        sex_class = [
            (columns["sex"] == "female") & (columns["pclass"] == 2),
            (columns["sex"] == "female") & (columns["pclass"] == 3),
        ]
        return np.column_stack(
            [plain, np.eye(5)[code], gap, *sex_class, size >= 4, columns["cabin"] != "", filled["age"] < 14]
        ).astype(float)


def fit_survival(columns, y, seed):
    return _Sleuth().fit(columns, np.array(y))

# %% task="does-it-help" kind="wrong" breaks="Returns three floats in a tuple or list"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    d = np.asarray(with_it, float) - np.asarray(without_it, float)
    return d.mean() + np.array([0, -2, 2]) * d.std(ddof=1) / len(d) ** 0.5
