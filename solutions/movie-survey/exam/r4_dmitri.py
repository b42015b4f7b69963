# %% task="ask" kind="wrong" breaks="of k people are equally likely"
import numpy as np


def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k")
    lots = rng.integers(0, n, n)
    return np.argsort(lots, kind="stable")[:k]


# %% task="funnel" kind="wrong" breaks="it may hold other columns, too"
import numpy as np


def funnel(town):
    goes, middle, tells, before, after = list(town.values())[-5:]
    asked = goes & middle & tells
    return (
        np.mean(after),
        np.mean(after[goes]),
        np.mean(after[goes & middle]),
        np.mean(after[asked]),
        np.mean(before[asked]),
    )


# %% task="worth" kind="wrong" breaks="have the same mean squared error about"
import math


def worth(k, truth, said):
    if said == truth:
        return float(k)
    bias = said - truth
    return truth * (1 - truth) / bias**2


# %% task="exam" kind="wrong" breaks="the row numbers of different people who answered"
import numpy as np


def johns_exam(x, said, answered, seed):
    x, said = x[answered].astype(float), said[answered].astype(float)
    order = np.random.default_rng(seed).permutation(len(x))
    cut = -(-len(x) // 4)
    held_out, train = order[:cut], order[cut:]
    a = np.column_stack([np.ones(len(train)), x[train]])
    w = np.linalg.lstsq(a, said[train], rcond=None)[0]

    class Model:
        def predict(self, rows):
            return np.clip(w[0] + np.asarray(rows, float) @ w[1:], 0, 1)

    return Model(), held_out


# %% task="weights" kind="wrong" breaks="bools, ints or floats"
import numpy as np


def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths")
    for group in groups.tolist():
        if group not in town_shares:
            raise ValueError(f"{group} is unknown")
    means = np.zeros(len(town_shares), dtype=answers.dtype)
    for place, group in enumerate(town_shares):
        mine = answers[groups == group]
        if len(mine) == 0:
            raise ValueError(f"{group} is missing")
        means[place] = mine.mean()
    return float(np.dot(means, list(town_shares.values())))


# %% task="beyond-repair" kind="wrong" breaks="what is handed in is not changed"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"].astype(float)
    errors = {}
    for name in columns:
        town[name] = town[name].astype(str)
        column, seen = town[name], town[name][asked]
        if set(column.tolist()) - set(seen.tolist()):
            continue
        guess = 0.0
        for group in sorted(set(column.tolist())):
            guess += (column == group).mean() * goes[asked][seen == group].mean()
        errors[name] = abs(guess - goes.mean())
    if not errors:
        raise ValueError("no column")
    return min(errors, key=errors.get)


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    yes = heard = 0
    for person in rng.permutation(people).tolist():
        while budget:
            budget -= 1
            answer = call(person)
            if answer is not None:
                heard += 1
                yes += bool(answer)
                break
        else:
            break
    return yes / heard if heard else float("nan")
