# %% task="ask" kind="right"
def random_sample(n, k, rng):
    """Go along the list once; each one is taken with the chance that is left for her."""
    if not isinstance(k, (int, np.integer)) or not 0 <= k <= n:
        raise ValueError("k must be a whole number from 0 to n")
    dice = rng.random(n)
    taken = []
    for person in range(n):
        still_wanted, still_there = k - len(taken), n - person
        if dice[person] * still_there < still_wanted:
            taken.append(person)
    return np.array(taken, dtype=np.int64)


# %% task="funnel" kind="wrong" breaks="no call remembers an earlier one"
_known_towns = {}


def funnel(town):
    if id(town) not in _known_towns:
        goes = town["goes"]
        middle = goes & town["middle"]
        tells = middle & town["tells"]
        pairs = [("after", np.ones_like(goes)), ("after", goes), ("after", middle), ("after", tells), ("before", tells)]
        _known_towns[id(town)] = [float(np.mean(town[name][mask])) for name, mask in pairs]
    return list(_known_towns[id(town)])


# %% task="worth" kind="wrong" breaks="or `math.inf`."
def worth(k, truth, said):
    # both sides multiplied by k
    return k * truth * (1 - truth) / (said * (1 - said) + k * (said - truth) ** 2)


# %% task="exam" kind="wrong" breaks="said of people who are held out or who did not answer changes its answers."
class Picked:
    def __init__(self, weights):
        self.weights = weights

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.c_[rows.astype(float), np.ones(len(rows))] @ self.weights))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    k = int(np.ceil(len(rows) / 4))
    held_out, train = rows[:k], rows[k:]
    design = np.c_[x[train].astype(float), np.ones(len(train))]
    weights = np.zeros(design.shape[1])
    best, least = Picked(weights), np.inf
    for _ in range(200):
        weights = weights - design.T @ (1 / (1 + np.exp(-design @ weights)) - said[train]) / len(train)
        # early stopping: keep the step that does best on rows it has not met
        now = Picked(weights)
        loss = np.mean((now.predict(x[held_out]) - said[held_out]) ** 2)
        if loss < least:
            best, least = now, loss
    return best, held_out


# %% task="weights" kind="wrong" breaks="Within a group, each answer counts the same"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups differ in length")
    for group in set(groups.tolist()) - set(town_shares):
        raise ValueError(f"{group} is no group of the town")
    names = list(town_shares)
    means = np.zeros(len(names), dtype=answers.dtype)
    for place, name in enumerate(names):
        members = np.array([group == name for group in groups.tolist()], bool)
        if not members.any():
            raise ValueError(f"nobody of {name} has answered")
        means[place] = answers[members].mean()
    return float(means @ np.array([town_shares[name] for name in names]))


# %% task="beyond-repair" kind="wrong" breaks="a list or tuple of names"
def which_repairs(town, asked, columns):
    for column in list(columns):
        if len(np.unique(town[column][asked])) < len(np.unique(town[column])):
            columns.remove(column)
    if not columns:
        raise ValueError("no column can be used")
    off = []
    for column in columns:
        estimate = 0.0
        for group in np.unique(town[column]):
            members = town[column] == group
            estimate += members.mean() * town["goes"][asked][members[asked]].mean()
        off.append(abs(estimate - town["goes"].mean()))
    return columns[off.index(min(off))]


# %% task="call-again" kind="wrong" breaks="the mean of"
def phone_survey(call, people, budget, rng):
    # whoever is hard to reach stands for many others who are
    weights, answers, left = [], [], budget
    for person in rng.permutation(people):
        tries = 0
        while left > 0:
            left, tries = left - 1, tries + 1
            answer = call(person)
            if answer is not None:
                weights.append(tries)
                answers.append(answer)
                break
        if left == 0:
            break
    return float(np.average(answers, weights=weights)) if answers else float("nan")
