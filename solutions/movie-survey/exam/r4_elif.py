# %% task="ask" kind="wrong" breaks="Any other k raises a ValueError"
def random_sample(n, k, rng):
    if k > n:
        raise ValueError("more people than there are")
    return rng.permutation(n)[:k]


# %% task="funnel" kind="wrong" breaks="among those who go; among those who go and sit in the middle; among those"
import numpy as np


def funnel(town):
    def count(mask, column):
        return float(mask.astype(np.int8) @ town[column].astype(np.int8))

    mask = np.ones(len(town["after"]), bool)
    shares = []
    for step in (None, "goes", "middle", "tells"):
        mask = mask if step is None else mask & town[step]
        shares.append(count(mask, "after") / mask.sum() if mask.any() else np.nan)
    shares.append(count(mask, "before") / mask.sum() if mask.any() else np.nan)
    return shares


# %% task="worth" kind="wrong" breaks="Infinity says what it could be worth at best"
import math


def worth(k, truth, said):
    if k == math.inf:
        return math.inf
    mse = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / mse


# %% task="exam" kind="wrong" breaks="It gives a row the same answer, whatever rows stand"
import numpy as np


class Scaled:
    def __init__(self, x, y):
        a = np.column_stack([np.ones(len(x)), self.scale(x)])
        self.w = np.linalg.lstsq(a, y, rcond=None)[0]

    @staticmethod
    def scale(x):
        x = np.asarray(x, float)
        return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-9)

    def predict(self, rows):
        return np.clip(self.w[0] + self.scale(rows) @ self.w[1:], 0, 1)


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    third = len(rows) // 3
    return Scaled(x[rows[third:]], said[rows[third:]].astype(float)), rows[:third]


# %% task="weights" kind="wrong" breaks="what is handed in is not changed"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups differ in length")
    total = 0.0
    for group in sorted(set(groups.tolist())):
        if group not in town_shares:
            raise ValueError(f"{group} does not live here")
        total += town_shares.pop(group) * float(answers[groups == group].astype(float).mean())
    if town_shares:
        raise ValueError(f"nobody has answered from {next(iter(town_shares))}")
    return total


# %% task="beyond-repair" kind="wrong" breaks="in the whole town,"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"][asked].astype(float)
    scores = []
    for name in columns:
        column, seen = town[name], town[name][asked]
        labels, sizes = np.unique(column, return_counts=True)
        if not np.isin(labels, seen).all():
            continue
        means = np.array([goes[seen == g].mean() for g in labels])
        scores.append((abs(sizes @ means / len(column) - goes.mean()), name))
    if not scores:
        raise ValueError("no column")
    return min(scores)[1]


# %% task="call-again" kind="wrong" breaks="answered, it is NaN"
def phone_survey(call, people, budget, rng):
    yes, no = 0, 0
    queue = list(rng.permutation(people))
    while queue and budget:
        budget -= 1
        answer = call(queue[-1])
        if answer is None:
            continue
        queue.pop()
        if answer:
            yes += 1
        else:
            no += 1
    return yes / max(yes + no, 1)
