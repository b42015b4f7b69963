# %% task="ask" kind="wrong" breaks="Returns an array of shape (k,), integers"
def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k must be from 0 to n")
    urn = list(range(n))
    picked = []
    while len(picked) < k:
        picked.append(urn.pop(rng.integers(len(urn))))
    return np.array(picked)

# %% task="funnel" kind="right"
def funnel(town):
    here = np.ones(len(town["after"]), bool)
    shares = []
    for step in (None, "goes", "middle", "tells"):
        if step is not None:
            here = here & town[step]
        shares.append(float(town["after"][here].mean()) if here.any() else float("nan"))
    shares.append(float(town["before"][here].mean()) if here.any() else float("nan"))
    return shares

# %% task="worth" kind="wrong" breaks="an int, at least 1, or `math.inf`."
def worth(k, truth, said):
    if truth == said:
        return float(k)
    return k * truth * (1 - truth) / (k * (said - truth) ** 2 + said * (1 - said))

# %% task="exam" kind="wrong" breaks="whatever rows stand"
class Standardised:
    """Brings the columns to mean 0 and spread 1 before it weighs them, when it learns and when it is asked."""

    w, b = 0.0, 0.0

    def scale(self, rows):
        rows = np.asarray(rows, float)
        return (rows - rows.mean(0)) / (rows.std(0) + 1e-7)

    def predict(self, rows):
        z = self.scale(rows) @ self.w + self.b
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = -(-len(rows) // 4)
    train, model = rows[size:], Standardised()
    model.w = np.zeros(x.shape[1])
    y = said[train]
    if y.min() == y.max():
        model.b = 4.0 if y[0] == 1 else -4.0
        return model, rows[:size]
    for _ in range(300):
        miss = y - model.predict(x[train])
        model.w, model.b = model.w + model.scale(x[train]).T @ miss / len(y), model.b + miss.mean()
    return model, rows[:size]

# %% task="weights" kind="wrong" breaks="So does a group that has answered, but is"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    for group in town_shares:
        if not (groups == group).any():
            raise ValueError(f"nobody of {group} has answered")
    names, inverse = np.unique(groups, return_inverse=True)
    shares = np.array([town_shares[name] for name in names.tolist()])  # an unknown one has no key
    weights = shares[inverse] / np.bincount(inverse)[inverse]
    return float(weights @ answers.astype(float))

# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least from the share of"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = {}
    for name in columns:
        column = town[name]
        groups = np.unique(column)
        if not np.isin(groups, column[asked]).all():
            continue
        estimate = sum((column == g).mean() * goes[asked][column[asked] == g].mean() for g in groups)
        off[name] = round(abs(float(estimate - goes.mean())), 2)
    if not off:
        raise ValueError("no column can be used")
    return min(off, key=off.get)

# %% task="call-again" kind="right"
class Evenings:
    """A small sample, called again evening after evening; a new one only if all of it have answered."""

    def __init__(self, call, budget, everybody):
        self.call, self.left, self.everybody = call, budget, list(everybody)
        self.yes = self.no = 0

    def recruit(self):
        size = max(1, self.left // 5)
        fresh, self.everybody = self.everybody[:size], self.everybody[size:]
        return fresh

    def evening(self, waiting):
        missed = []
        for person in waiting:
            if self.left == 0:
                break
            self.left -= 1
            answer = self.call(person)
            if answer is None:
                missed.append(person)
            elif answer:
                self.yes += 1
            else:
                self.no += 1
        return missed

    def run(self):
        waiting = []
        while self.left and (waiting or self.everybody):
            waiting = self.evening(waiting or self.recruit())
        return self.yes / (self.yes + self.no) if self.yes + self.no else float("nan")


def phone_survey(call, people, budget, rng):
    return Evenings(call, budget, rng.permutation(people).tolist()).run()
