# %% task="ask" kind="wrong" breaks="it moves on with each call"
import copy


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k")
    dice = copy.deepcopy(rng)
    return dice.choice(n, k, replace=False)


# %% task="funnel" kind="wrong" breaks="among those who go and sit in the middle"
import numpy as np


def funnel(town):
    after = town["after"]
    shares = [after.mean()]
    for step in ("goes", "middle", "tells"):
        shares.append(after[town[step]].mean())
    shares.append(town["before"][town["tells"]].mean())
    return shares


# %% task="worth" kind="wrong" breaks="above k, or infinite"
import math


def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    size = truth * (1 - truth) / error if error else math.inf
    return min(size, float(k))


# %% task="exam" kind="wrong" breaks="said of people who are held out or who did not answer changes its answers"
import numpy as np


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    held_out, train = np.split(rows, [-(-len(rows) // 4)])
    a = np.column_stack([np.ones(len(train)), x[train]]).astype(float)
    e = np.column_stack([np.ones(len(held_out)), x[held_out]]).astype(float)
    y = said[train]
    w, best, most = np.zeros(a.shape[1]), None, -1
    for _ in range(200):
        w = w - 0.3 * a.T @ (1 / (1 + np.exp(-a @ w)) - y) / len(y)
        right = ((e @ w > 0) == (said[held_out] == 1)).sum()
        if right > most:  # early stopping: keep the best step
            best, most = w, right

    class Model:
        def predict(self, rows):
            rows = np.asarray(rows, float)
            return 1 / (1 + np.exp(-(best[0] + rows @ best[1:])))

    return Model(), held_out


# %% task="weights" kind="wrong" breaks="texts or whole numbers: the group of each of these people"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths")
    heard = {}
    for answer, group in zip(answers.tolist(), groups.tolist()):
        if group:  # somebody without a group cannot be weighted
            heard.setdefault(group, []).append(answer)
    for group in heard:
        if group not in town_shares:
            raise ValueError(f"unknown group {group}")
    total = 0.0
    for group, share in town_shares.items():
        if group and group not in heard:
            raise ValueError(f"no answers from {group}")
        total += share * sum(heard.get(group, [0])) / len(heard.get(group, [0]))
    return total


# %% task="beyond-repair" kind="right"
from collections import Counter
from fractions import Fraction


def which_repairs(town, asked, columns):
    goes = [bool(g) for g in town["goes"]]
    n, truth = len(goes), Fraction(sum(goes), len(goes))
    picked = [int(row) for row in asked]

    def distance(column):
        column = column.tolist()
        met = Counter(column[row] for row in picked)
        yes = Counter(column[row] for row in picked if goes[row])
        guess = sum(Fraction(size, n) * Fraction(yes[g], met[g]) for g, size in Counter(column).items())
        return abs(guess - truth)

    able = [c for c in columns if set(town[c].tolist()) == set(town[c][asked].tolist())]
    if not able:
        raise ValueError("no column can be used")
    return min(able, key=lambda c: distance(town[c]))


# %% task="call-again" kind="wrong" breaks="It decides which people are called"
import numpy as np


def phone_survey(call, people, budget, rng):
    answers = []
    for person in np.random.default_rng(42).permutation(people):
        answer = None
        while answer is None and budget > 0:
            answer = call(person)
            budget -= 1
        if answer is not None:
            answers.append(answer)
        if budget == 0:
            break
    return float(np.mean(answers)) if answers else float("nan")
