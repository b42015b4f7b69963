# %% task="ask" kind="wrong" breaks="no group of people was likelier than another one"
import numpy as np


def random_sample(n, k, rng):
    # Shuffle the first k places, as Fisher and Yates do it.
    if not 0 <= k <= n:
        raise ValueError(f"cannot pick {k} of {n}")
    people = np.arange(n)
    for place in range(min(k, n - 1)):
        other = rng.integers(place + 1, n)
        people[[place, other]] = people[[other, place]]
    return people[:k].copy()


# %% task="funnel" kind="right"
def funnel(town):
    nobody = float("nan")
    levels = [[0, 0] for _ in range(5)]
    n = len(town["after"])
    for i in range(n):
        after, before = bool(town["after"][i]), bool(town["before"][i])
        reached = [True]
        for step in ("goes", "middle", "tells"):
            reached.append(reached[-1] and bool(town[step][i]))
        for level in range(4):
            if reached[level]:
                levels[level][0] += after
                levels[level][1] += 1
        if reached[3]:
            levels[4][0] += before
            levels[4][1] += 1
    return tuple(yes / many if many else nobody for yes, many in levels)


# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`"
import math


def worth(k, truth, said):
    spread = truth * (1 - truth)
    error = (said - truth) ** 2 + spread / k
    return spread / error if error else math.inf


# %% task="exam" kind="right"
import numpy as np


class LogisticFit:
    """Logistic regression with a small ridge, by Newton's method."""

    def __init__(self, x, y):
        a = self._widen(x)
        w = np.zeros(a.shape[1])
        for _ in range(30):
            p = self._squash(a @ w)
            slope = a.T @ (p - y) + w
            curve = (a * (p * (1 - p))[:, None]).T @ a + np.eye(len(w))
            w = w - np.linalg.solve(curve, slope)
        self.w = w

    @staticmethod
    def _widen(x):
        x = np.asarray(x, dtype=np.float64)
        return np.concatenate([np.ones((len(x), 1)), x], axis=1)

    @staticmethod
    def _squash(z):
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))

    def predict(self, rows):
        return self._squash((self._widen(rows) * self.w).sum(axis=1))


def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    count = (3 * len(rows)) // 10
    held_out = np.random.default_rng(seed).choice(rows, count, replace=False)
    rest = np.setdiff1d(rows, held_out)
    return LogisticFit(x[rest], said[rest].astype(float)), held_out


# %% task="weights" kind="wrong" breaks="raises a ValueError, and its message holds the"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups have different lengths")
    if set(groups.tolist()) != set(town_shares):
        raise ValueError("the groups of the answers are not those of the town")
    total = 0.0
    for group, share in town_shares.items():
        total += share * float(answers[groups == group].astype(float).mean())
    return total


# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used, and is passed over"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = []
    for name in columns:
        labels, sizes = np.unique(town[name], return_counts=True)
        seen = town[name][asked]
        means = np.array([goes[asked][seen == g].mean() for g in labels])
        off.append(abs((sizes / len(goes) * means).sum() - goes.mean()))
    if np.isnan(off).all():
        raise ValueError("no column can be used")
    return columns[int(np.argmin(off))]


# %% task="call-again" kind="wrong" breaks="how many calls may be made in all"
def phone_survey(call, people, budget, rng):
    answers = []
    try:
        for person in rng.permutation(people):
            while True:
                answer = call(person)
                if answer is not None:
                    answers.append(answer)
                    break
    except RuntimeError:
        pass
    return sum(answers) / len(answers) if answers else float("nan")
