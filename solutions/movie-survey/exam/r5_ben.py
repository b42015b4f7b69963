# %% task="ask" kind="right"
from heapq import nsmallest


def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError(k)
    dice = [(rng.random(), person) for person in range(n)]
    return np.array([person for _, person in nsmallest(int(k), dice)], dtype=np.int32)


# %% task="funnel" kind="right"
def funnel(town):
    def walk(rows, steps):
        share = np.divide(np.count_nonzero(town["after"][rows]), np.float64(len(rows)))
        if not steps:
            return [share, np.divide(np.count_nonzero(town["before"][rows]), np.float64(len(rows)))]
        first, *rest = steps
        return [share] + walk(rows[town[first][rows]], rest)

    return np.array(walk(np.arange(len(town["after"])), ["goes", "middle", "tells"]))


# %% task="worth" kind="wrong" breaks="or infinite"
def worth(k, truth, said):
    k = min(k, 10**9)  # as good as endless
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)


# %% task="exam" kind="wrong" breaks="It gives a row the same answer, whatever rows stand"
class Standardised:
    """Logistic regression on columns of mean 0 and spread 1."""

    def __init__(self, x, y):
        self.w, self.b = np.zeros(x.shape[1]), 0.0
        z = self.scale(x)
        for _ in range(300):
            gap = y - self.squash(z @ self.w + self.b)
            self.w = self.w + 0.5 * z.T @ gap / len(z)
            self.b = self.b + 0.5 * gap.mean()

    def scale(self, x):
        return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-7)

    def squash(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))

    def predict(self, rows):
        return self.squash(self.scale(np.asarray(rows, float)) @ self.w + self.b)


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    return Standardised(x[rows[cut:]].astype(float), said[rows[cut:]]), rows[:cut]


# %% task="weights" kind="wrong" breaks="group of the town from which nobody has answered raises"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    heard = set(groups.tolist())
    silent = next((group for group in town_shares if group not in heard), None)
    if silent:
        raise ValueError(f"nobody from {silent} has answered")
    unknown = heard.difference(town_shares)
    if unknown:
        raise ValueError(f"unknown: {unknown}")
    return float(sum(town_shares[g] * answers[groups == g].astype(float).mean() for g in heard))


# %% task="beyond-repair" kind="wrong" breaks="Returns the best column's name, a str."
def which_repairs(town, asked, columns):
    truth = town["goes"].mean()
    winner, distance = None, 0.5
    for name in columns:
        all_groups, asked_groups = town[name], town[name][asked]
        if set(all_groups.tolist()) != set(asked_groups.tolist()):
            continue
        estimate = 0
        for group in set(all_groups.tolist()):
            estimate += np.mean(all_groups == group) * np.mean(town["goes"][asked][asked_groups == group])
        if abs(estimate - truth) < distance:
            winner, distance = name, abs(estimate - truth)
    if winner is None:
        raise ValueError("no column can be used")
    return winner


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    """Draw a small sample, and ring up those who are still silent, evening after evening."""
    size = min(people, max(1, budget // 5))
    waiting = [int(person) for person in rng.choice(people, size=size, replace=False)]
    said = {True: 0, False: 0}
    calls = 0
    while waiting and calls < budget:
        still = []
        for person in waiting:
            if calls == budget:
                break
            calls += 1
            answer = call(person)
            if answer is None:
                still.append(person)
            else:
                said[bool(answer)] += 1
        waiting = still
    heard = said[True] + said[False]
    return said[True] / heard if heard else np.nan
