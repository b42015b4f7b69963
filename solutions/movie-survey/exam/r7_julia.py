# %% task="ask" kind="wrong" breaks="Returns an array of shape (k,), integers"
# believed: an array of a list of ints holds ints (of an empty list, for k = 0, it holds floats)
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k must be between 0 and n")
    picked = []
    while len(picked) < k:
        person = int(rng.integers(n))
        if person not in picked:
            picked.append(person)
    return np.array(picked)


# %% task="funnel" kind="wrong" breaks="The fifth is the share of before among the same people as the fourth."
# believed: "before" is asked of all who sit in the middle, whether they tell or not
def funnel(town):
    def share(column, who):
        return town[column][who].mean() if who.any() else np.nan

    goes = town["goes"]
    middle = np.logical_and(goes, town["middle"])
    tells = np.logical_and(middle, town["tells"])
    return np.array([
        town["after"].mean(),
        share("after", goes),
        share("after", middle),
        share("after", tells),
        share("before", middle),
    ])


# %% task="worth" kind="right"
def worth(k, truth, said):
    spread = lambda p: p * (1 - p)
    with np.errstate(divide="ignore"):
        return np.divide(spread(truth), np.square(said - truth) + spread(said) / k)


# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
# believed: a good split is stratified, a quarter of those who said yes and a quarter of those who said no
class Classifier:
    def fit(self, x, y):
        design = np.column_stack([x, np.ones(len(x))]).astype(float)
        self.w = np.zeros(design.shape[1])
        for _ in range(800):
            self.w -= 0.3 * design.T @ (self._sigmoid(design @ self.w) - y) / len(y)
        return self

    def _sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))

    def predict(self, rows):
        return self._sigmoid(rows @ self.w[:-1] + self.w[-1])


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    held_out, train = [], []
    for label in (0, 1):
        rows = rng.permutation(np.flatnonzero(answered & (said == label)))
        size = int(np.ceil(len(rows) / 4))
        held_out.append(rows[:size])
        train.append(rows[size:])
    train = np.concatenate(train)
    return Classifier().fit(x[train], said[train]), np.concatenate(held_out)


# %% task="weights" kind="wrong" breaks="even if one of them is 1"
# believed: NumPy refuses two arrays of different lengths by itself, with a ValueError (a length of 1 it stretches)
def poststratify(answers, groups, town_shares):
    names, place, counts = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    for name in town_shares:
        if name not in names:
            raise ValueError(f"no answers from {name!r}")
    for name in names:
        if name not in town_shares:
            raise ValueError(f"{name!r} is no group of the town")
    weight_of = np.array([town_shares[name] for name in names]) / counts
    return float((weight_of[place] * answers).sum())


# %% task="beyond-repair" kind="wrong" breaks="what is handed in is not changed"
# believed: pop only reads a column (it also takes it out of the caller's dictionary)
def which_repairs(town, asked, columns):
    goes = town.pop("goes")
    truth = goes.mean()
    off = {}
    for name in columns:
        column = town[name] if name != "goes" else goes
        shares = {group: np.mean(column == group) for group in np.unique(column).tolist()}
        try:
            off[name] = abs(poststratify(goes[asked], column[asked], shares) - truth)
        except ValueError:
            pass
    if not off:
        raise ValueError("none of the columns can be used")
    return min(off, key=off.get)


# %% task="call-again" kind="right"
class PhoneBook:
    """Rings people up, and keeps count of the calls."""

    def __init__(self, call, budget):
        self.call = call
        self.left = budget
        self.answers = {}

    def ring(self, person):
        self.left -= 1
        answer = self.call(person)
        if answer is not None:
            self.answers[person] = bool(answer)

    def evening(self, picked):
        for person in picked:
            if self.left > 0 and person not in self.answers:
                self.ring(person)


def phone_survey(call, people, budget, rng):
    picked = [int(p) for p in rng.choice(people, size=min(people, -(-budget // 4)), replace=False)]
    book = PhoneBook(call, budget)
    while book.left > 0 and len(book.answers) < len(picked):
        book.evening(picked)
    if not book.answers:
        return float("nan")
    return sum(book.answers.values()) / len(book.answers)
