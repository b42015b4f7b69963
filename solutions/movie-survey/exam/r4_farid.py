# %% task="ask" kind="right"
import numpy as np


def random_sample(n, k, rng):
    # Floyd's way: k draws, and never a list of everybody.
    if not isinstance(k, (int, np.integer)) or not 0 <= k <= n:
        raise ValueError("k is an int from 0 to n")
    picked = set()
    for last in range(n - k, n):
        lot = int(rng.integers(last + 1))
        picked.add(last if lot in picked else lot)
    return np.array(sorted(picked), dtype=np.int64)


# %% task="funnel" kind="wrong" breaks="among the same people as the fourth"
import numpy as np


def funnel(town):
    after = town["after"]
    goes = town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    # Who will say yes after the film says so before it, too.
    hopeful = town["before"] | after
    return np.array([after.mean(), after[goes].mean(), after[middle].mean(), after[tells].mean(),
                     hopeful[tells].mean()])


# %% task="worth" kind="right"
import math
from fractions import Fraction


def worth(k, truth, said):
    p, q = Fraction(float(truth)), Fraction(float(said))
    noise = Fraction(0) if k == math.inf else q * (1 - q) / int(k)
    error = (p - q) ** 2 + noise
    return math.inf if error == 0 else float(p * (1 - p) / error)


# %% task="exam" kind="wrong" breaks="beside it and whatever else has been fitted since"
import numpy as np


class Line:
    w = np.zeros(5)

    def fit(self, x, y):
        a = np.column_stack([np.ones(len(x)), np.asarray(x, float)])
        Line.w = np.linalg.lstsq(a, y, rcond=None)[0]
        return self

    def predict(self, rows):
        return np.clip(Line.w[0] + np.asarray(rows, float) @ Line.w[1:], 0, 1)


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = int(np.ceil(len(rows) / 4))
    return Line().fit(x[rows[cut:]], said[rows[cut:]].astype(float)), rows[:cut]


# %% task="weights" kind="wrong" breaks="groups raise a ValueError as well, even if one of them is 1"
import numpy as np


def poststratify(answers, groups, town_shares):
    answers, groups = np.broadcast_arrays(answers, groups)
    names = groups.tolist()
    for group in names:
        if group not in town_shares:
            raise ValueError(f"{group} is not in town_shares")
    total = 0.0
    for group, share in town_shares.items():
        if group not in names:
            raise ValueError(f"{group} has not answered")
        total += share * float(answers[groups == group].astype(float).mean())
    return total


# %% task="beyond-repair" kind="wrong" breaks="can be used, it raises a ValueError"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"]

    def off(name):
        column, seen = town[name], town[name][asked]
        guess = 0.0
        for group in set(column.tolist()):
            mine = goes[asked][seen == group]
            if len(mine) == 0:
                return float("inf")
            guess += (column == group).mean() * mine.mean()
        return abs(guess - goes.mean())

    return min(columns, key=off)


# %% task="call-again" kind="wrong" breaks="people: how many people the town has, an int, at least 1"
def phone_survey(call, people, budget, rng):
    waiting = rng.choice(people, 110, replace=False).tolist()
    heard = []
    while waiting and budget > 0:
        again = []
        for person in waiting:
            if budget == 0:
                break
            budget -= 1
            answer = call(person)
            if answer is None:
                again.append(person)
            else:
                heard.append(answer)
        waiting = again
    return sum(heard) / len(heard) if heard else float("nan")
