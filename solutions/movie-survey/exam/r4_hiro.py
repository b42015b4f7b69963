# %% task="ask" kind="wrong" breaks="whatever earlier calls gave"
import numpy as np

_lists = {}


def random_sample(n, k, rng):
    # Nobody is bothered again before everybody has had a turn.
    if not 0 <= k <= n:
        raise ValueError("k")
    if len(_lists.get(n, [])) < k:
        _lists[n] = rng.permutation(n)
    picked, _lists[n] = _lists[n][:k], _lists[n][k:]
    return picked.copy()


# %% task="funnel" kind="wrong" breaks="among those who go; among those who go"
import math


def funnel(town):
    after, before = town["after"], town["before"]
    goes = town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]

    def share(yes, mask):
        return int((yes & mask).sum()) / int(mask.sum())

    try:
        return (float(after.mean()), share(after, goes), share(after, middle),
                share(after, tells), share(before, tells))
    except ZeroDivisionError:
        return (math.nan,) * 5


# %% task="worth" kind="wrong" breaks="The two estimates, each a share of yes, have the same mean squared error about"
import math


def worth(k, truth, said):
    # Unbiased variance: divide by k - 1, as for every sample.
    if k == 1:
        return 1.0
    error = (said - truth) ** 2 + said * (1 - said) / (k - 1)
    return 1 + truth * (1 - truth) / error if error else math.inf


# %% task="exam" kind="right"
import numpy as np


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng([seed, 5]).permutation(np.flatnonzero(answered))
    exam, lessons = np.split(rows, [len(rows) // 2])
    lessons = np.sort(lessons)
    ones = lambda r: np.c_[np.ones(len(r)), np.asarray(r, float)]
    w = np.linalg.lstsq(ones(x[lessons]), said[lessons].astype(float), rcond=None)[0]
    return type("M", (), {"predict": lambda self, r: np.clip(ones(r) @ w, 0, 1)})(), exam.copy()


# %% task="weights" kind="wrong" breaks="A group that has answered, but is not in town_shares, raises a ValueError that holds its"
import numpy as np


def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths")
    known = np.array(list(town_shares))
    groups = groups.astype(known.dtype)
    total = 0.0
    for group, share in town_shares.items():
        mine = answers[groups == group].astype(float)
        if not mine.size:
            raise ValueError(f"{group}: no answers")
        total += share * mine.mean()
    for group in groups.tolist():
        if group not in town_shares:
            raise ValueError(f"{group}: no share")
    return float(total)


# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least from the share"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"]
    errors = []
    for name in columns:
        labels, sizes = np.unique(town[name], return_counts=True)
        seen = town[name][asked]
        if set(labels.tolist()) != set(seen.tolist()):
            errors.append(np.inf)
            continue
        means = [goes[asked][seen == group].mean() for group in labels]
        errors.append(round(abs(np.average(means, weights=sizes) - goes.mean()), 2))
    if np.isinf(errors).all():
        raise ValueError("no column can be used")
    return columns[int(np.argmin(errors))]


# %% task="call-again" kind="wrong" breaks="an int of Python or NumPy from 0 to people - 1"
def phone_survey(call, people, budget, rng):
    answers = []
    for person in 1 + rng.permutation(people):
        answer = None
        while answer is None and budget > 0:
            answer = call(person)
            budget -= 1
        if answer is not None:
            answers.append(answer)
        if budget == 0:
            break
    return sum(answers) / len(answers) if answers else float("nan")
