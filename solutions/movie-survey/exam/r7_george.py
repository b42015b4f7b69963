# %% task="ask" kind="wrong" breaks="Every random number comes from it, and it moves on with each call"
# believed: np.random is as random as rng, so rng need not be used
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k must be from 0 to n")
    return np.random.choice(n, size=k, replace=False)


# %% task="funnel" kind="right"
class Crowd:
    """Some people of a town, and the share of yes among them."""

    def __init__(self, town, members):
        self.town = town
        self.members = members

    def who(self, column):
        return Crowd(self.town, self.members & self.town[column])

    def share(self, column):
        count = int(self.members.sum())
        if count == 0:
            return float("nan")
        return int((self.members & self.town[column]).sum()) / count


def funnel(town):
    everybody = Crowd(town, np.ones(town["after"].shape, dtype=bool))
    visitors = everybody.who("goes")
    central = visitors.who("middle")
    talkers = central.who("tells")
    shares = [crowd.share("after") for crowd in (everybody, visitors, central, talkers)]
    return tuple(shares + [talkers.share("before")])


# %% task="worth" kind="wrong" breaks="The two estimates, each a share of yes, have the same mean squared error about `truth`."
# believed: floats that are close are equal, so a tiny bias is none, and the survey is worth its k answers
def worth(k, truth, said):
    if np.isclose(truth, said):
        return float(k)
    return float(truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k))


# %% task="exam" kind="wrong" breaks="It gives a row the same answer, whatever rows stand beside it"
# believed: rows are scaled before a prediction by their own mean and spread, as the training rows were by theirs
class Logistic:
    def scale(self, rows):
        return (rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-8)

    def fit(self, x, y):
        x = self.scale(x.astype(float))
        self.w, self.b = np.zeros(x.shape[1]), 0.0
        for _ in range(600):
            error = self.sigmoid(x @ self.w + self.b) - y
            self.w = self.w - 0.3 * x.T @ error / len(y)
            self.b = self.b - 0.3 * error.mean()

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))

    def predict(self, rows):
        return self.sigmoid(self.scale(rows) @ self.w + self.b)


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(np.flatnonzero(answered))
    size = int(np.ceil(len(rows) / 4))
    model = Logistic()
    model.fit(x[rows[size:]], said[rows[size:]])
    return model, rows[:size]


# %% task="weights" kind="wrong" breaks="The shares are above 0 and add up to 1"
# believed: shares that add up to 1 do so exactly, in floats, too (0.2 + 0.7 + 0.1 does not)
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups must have the same length")
    if sum(town_shares.values()) != 1:
        raise ValueError("the shares do not add up to 1")
    present = set(groups.tolist())
    for group in town_shares:
        if group not in present:
            raise ValueError(f"no answer from group {group}")
    for group in present:
        if group not in town_shares:
            raise ValueError(f"unknown group {group}")
    return float(sum(share * answers[groups == group].mean() for group, share in town_shares.items()))


# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used"
# believed: where nobody of a group was asked, the groups that are left can share its weight
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, np.inf
    for name in columns:
        column = town[name]
        mine = column[asked]
        groups = np.unique(mine)
        sizes = [(column == group).sum() for group in groups]
        means = [goes[asked][mine == group].mean() for group in groups]
        difference = abs(np.average(means, weights=sizes) - goes.mean())
        if difference < least:
            best, least = name, difference
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="how many calls may be made in all, an int, at least 1. One call more raises a RuntimeError."
# believed: it is enough to look at the budget before each round (within a round it can be overdrawn)
def phone_survey(call, people, budget, rng):
    size = max(1, min(people, budget // 4))
    waiting = rng.choice(people, size, replace=False)
    heard = []
    calls = 0
    while len(waiting) > 0 and calls < budget:
        silent = []
        for person in waiting:
            answer = call(person)
            calls += 1
            if answer is None:
                silent.append(person)
            else:
                heard.append(answer)
        waiting = silent
    if not heard:
        return float("nan")
    return float(np.mean(heard))
