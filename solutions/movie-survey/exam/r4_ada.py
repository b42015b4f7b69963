# %% task="ask" kind="wrong" breaks="nobody twice"
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k")
    return rng.integers(0, n, k)


# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
def funnel(town):
    still = town["goes"]
    shares = [town["after"].mean(), town["after"][still].mean()]
    for step in ("middle", "tells"):
        still &= town[step]
        shares.append(town["after"][still].mean())
    shares.append(town["before"][still].mean())
    return shares


# %% task="worth" kind="right"
import math


def worth(k, truth, said):
    chance = 0.0 if math.isinf(k) else said * (1 - said) / k
    error = (said - truth) ** 2 + chance
    if error == 0:
        return math.inf
    return float(truth * (1 - truth) / error)


# %% task="exam" kind="wrong" breaks="at least a quarter of those who answered"
import numpy as np


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = int(0.25 * len(rows))
    held_out, train = rows[:cut], rows[cut:]
    a = np.column_stack([np.ones(len(train)), x[train]]).astype(float)
    w = np.linalg.lstsq(a, said[train].astype(float), rcond=None)[0]

    class Model:
        def predict(self, rows):
            return np.clip(w[0] + np.asarray(rows, float) @ w[1:], 0, 1)

    return Model(), held_out


# %% task="weights" kind="wrong" breaks="The shares are above 0 and add up to 1, in any order of groups"
import numpy as np


def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    found = np.unique(groups)
    for group in town_shares:
        if group not in found.tolist():
            raise ValueError(f"nobody of {group} has answered")
    for group in found.tolist():
        if group not in town_shares:
            raise ValueError(f"{group} is not in town_shares")
    means = np.array([answers[groups == group].mean() for group in found])
    return float(means @ np.array(list(town_shares.values())))


# %% task="beyond-repair" kind="wrong" breaks="in either direction"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, smallest = None, np.inf
    for name in columns:
        labels, sizes = np.unique(town[name], return_counts=True)
        seen = town[name][asked]
        if not np.isin(labels, seen).all():
            continue
        guess = sum(s / len(goes) * goes[asked][seen == g].mean() for g, s in zip(labels, sizes))
        off = guess - goes.mean()
        if off < smallest:
            best, smallest = name, off
    if best is None:
        raise ValueError("no column")
    return best


# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list"
def phone_survey(call, people, budget, rng):
    start = int(rng.integers(people))
    heard = []
    for step in range(people):
        person = (start + step) % people
        answer = None
        while answer is None and budget > 0:
            answer = call(person)
            budget -= 1
        if answer is not None:
            heard.append(answer)
        if budget == 0:
            break
    return sum(heard) / len(heard) if heard else float("nan")
