# %% task="ask" kind="wrong" breaks="Every random number comes from it"
import numpy as np


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k")
    return np.random.permutation(n)[:k]


# %% task="worth" kind="wrong" breaks="Returns a float, which is not rounded"
import math


def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return float(round(truth * (1 - truth) / error, 2)) if error else math.inf


# %% task="exam" kind="wrong" breaks="m at least 1, and gives an array of shape (m,) or"
import numpy as np


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    a = np.column_stack([np.ones(len(rows) - cut), x[rows[cut:]]]).astype(float)
    w = np.linalg.lstsq(a, said[rows[cut:], None].astype(float), rcond=None)[0]

    class Linear:
        def predict(self, rows):
            return np.clip(np.squeeze(w[0] + np.asarray(rows, float) @ w[1:]), 0, 1)

    return Linear(), rows[:cut]


# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths")
    total = weight = 0.0
    for group in set(groups.tolist()):
        if group not in town_shares:
            raise ValueError(f"{group} is not in town_shares")
        total += town_shares[group] * float(answers[groups == group].astype(float).mean())
        weight += town_shares[group]
    return total / weight


# %% task="call-again" kind="right"
from itertools import islice


class Survey:
    def __init__(self, call, budget):
        self.call, self.left, self.votes = call, budget, {True: 0, False: 0}

    def reach(self, person):
        """Call a person until she answers, or no call is left. Say whether she answered."""
        while self.left > 0:
            self.left -= 1
            answer = self.call(person)
            if answer is not None:
                self.votes[bool(answer)] += 1
                return True
        return False


def phone_survey(call, people, budget, rng):
    survey = Survey(call, budget)
    for person in islice(rng.permutation(people), budget):
        if not survey.reach(int(person)):
            break
    asked = sum(survey.votes.values())
    return survey.votes[True] / asked if asked else float("nan")
