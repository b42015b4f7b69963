# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
# believed: if somebody is drawn a second time, one may take the next person on the list instead
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k must be from 0 to n")
    taken = np.zeros(n, dtype=bool)
    for _ in range(k):
        person = int(rng.integers(n))
        while taken[person]:
            person = (person + 1) % n
        taken[person] = True
    return np.flatnonzero(taken)


# %% task="funnel" kind="wrong" breaks="A share of nobody is NaN."
# believed: at each step somebody is left, so one may divide by their number
def funnel(town):
    n = len(town["after"])
    counts = [0, 0, 0, 0]
    yes = [0, 0, 0, 0]
    yes_before = 0
    for i in range(n):
        level = 0
        if town["goes"][i]:
            level = 1
            if town["middle"][i]:
                level = 2
                if town["tells"][i]:
                    level = 3
        for step in range(level + 1):
            counts[step] += 1
            if town["after"][i]:
                yes[step] += 1
        if level == 3 and town["before"][i]:
            yes_before += 1
    return [yes[0] / counts[0], yes[1] / counts[1], yes[2] / counts[2], yes[3] / counts[3], yes_before / counts[3]]


# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite"
# believed: k answers can never be worth more than k people asked at random
import math


def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    if error == 0:
        return math.inf
    return float(min(truth * (1 - truth) / error, k))


# %% task="exam" kind="wrong" breaks="neither x nor said of people who are held out or who did not answer changes its answers"
# believed: scaling looks at no answers, so it may use the mean and spread of everybody's columns
class ScaledLogistic:
    def __init__(self, mean, spread, weights):
        self.mean = mean
        self.spread = spread
        self.weights = weights

    def predict(self, rows):
        scaled = (rows - self.mean) / self.spread
        z = self.weights[0] + scaled @ self.weights[1:]
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    x = x.astype(float)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    scaled = (x - mean) / spread
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = int(np.ceil(len(rows) * 0.3))
    held_out, train = rows[:cut], rows[cut:]
    design = np.column_stack([np.ones(len(train)), scaled[train]])
    weights = np.zeros(design.shape[1])
    for _ in range(500):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        weights = weights + 0.3 * design.T @ (said[train] - p) / len(train)
    return ScaledLogistic(mean, spread, weights), held_out


# %% task="weights" kind="wrong" breaks="A group that has answered, but is not in town_shares, raises a ValueError"
# believed: answers of groups that the town does not list can simply be left out
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups must be equally long")
    estimate = 0.0
    for group, share in town_shares.items():
        mine = answers[groups == group]
        if len(mine) == 0:
            raise ValueError(f"nobody of the group {group} has answered")
        estimate += share * mine.mean()
    return float(estimate)


# %% task="beyond-repair" kind="wrong" breaks="Returns the best column's name"
# believed: the place in the list of differences is the place in columns, although some columns were passed over
def which_repairs(town, asked, columns):
    goes = town["goes"]
    differences = []
    for name in columns:
        column = town[name]
        shares = {}
        for group in np.unique(column).tolist():
            shares[group] = float((column == group).mean())
        try:
            estimate = poststratify(goes[asked], column[asked], shares)
        except ValueError:
            continue
        differences.append(abs(estimate - goes.mean()))
    if len(differences) == 0:
        raise ValueError("no column can be used")
    return columns[int(np.argmin(differences))]


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    # One person after the other, from a mixed list, and I stay with her until she answers.
    calls_left = budget
    yes = 0
    answered = 0
    for person in rng.permutation(people):
        answer = None
        while answer is None and calls_left > 0:
            answer = call(int(person))
            calls_left -= 1
        if answer is not None:
            answered += 1
            if answer:
                yes += 1
        if calls_left == 0:
            break
    if answered == 0:
        return float("nan")
    return yes / answered
