# %% task="ask" kind="wrong" breaks="equally likely"
import numpy as np


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k")
    while True:
        picked = np.flatnonzero(rng.random(n) < min(1, (k + 1) / n))
        if len(picked) >= k:
            return picked[:k]


# %% task="funnel" kind="right"
def funnel(town):
    def follow(mask, steps):
        after = town["after"] if mask is None else town["after"][mask]
        here = float(after.sum()) / len(after) if len(after) else float("nan")
        if steps:
            narrower = town[steps[0]] if mask is None else mask & town[steps[0]]
            return [here] + follow(narrower, steps[1:])
        before = town["before"][mask]
        return [here, float(before.sum()) / len(before) if len(before) else float("nan")]

    return follow(None, ["goes", "middle", "tells"])


# %% task="worth" kind="wrong" breaks="it may be below 1"
import math


def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return max(1.0, truth * (1 - truth) / error) if error else math.inf


# %% task="exam" kind="wrong" breaks="If all of them said the same, it says the same of each of them"
import numpy as np


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    a, y = x[rows[cut:]].astype(float), said[rows[cut:]].astype(float)
    w = np.zeros(a.shape[1])
    for _ in range(300):
        w -= 0.5 * (a.T @ (1 / (1 + np.exp(-a @ w)) - y) / len(y) + 0.01 * w)

    class Model:
        def predict(self, rows):
            return 1 / (1 + np.exp(-np.asarray(rows, float) @ w))

    return Model(), rows[:cut]


# %% task="weights" kind="wrong" breaks="add up to 1"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths")
    if sum(town_shares.values()) != 1:
        raise ValueError("the shares do not add up to 1")
    names = groups.tolist()
    for group in {*names} ^ {*town_shares}:
        raise ValueError(f"{group}")
    return float(sum(s * answers[groups == g].astype(float).mean() for g, s in town_shares.items()))


# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, 0.5
    for name in columns:
        column, seen = town[name], town[name][asked]
        names = set(column.tolist())
        if names - set(seen.tolist()):
            continue
        guess = sum((column == g).mean() * goes[asked][seen == g].mean() for g in names)
        if abs(guess - goes.mean()) < least:
            best, least = name, abs(guess - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="estimate minus truth is from -0.02 to 0.02"
def phone_survey(call, people, budget, rng):
    # Up to five evenings for each.
    answers = []
    for person in rng.permutation(people):
        for _ in range(5):
            if budget == 0:
                break
            budget -= 1
            answer = call(person)
            if answer is not None:
                answers.append(answer)
                break
    return sum(answers) / len(answers) if answers else float("nan")
