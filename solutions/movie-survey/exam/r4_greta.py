# %% task="ask" kind="wrong" breaks="integers: the numbers of k different people"
import numpy as np


def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k")
    left, picked = list(range(n)), []
    for _ in range(k):
        picked.append(left.pop(rng.integers(len(left))))
    return np.array(picked)


# %% task="funnel" kind="right"
import numpy as np


def funnel(town):
    steps = [np.ones_like(town["goes"]), town["goes"], town["middle"], town["tells"]]
    left = np.logical_and.accumulate(steps)
    return np.array([town["after"][m].mean() for m in left] + [town["before"][left[3]].mean()])


# %% task="worth" kind="wrong" breaks="Floats are right to six digits"
import numpy as np


def worth(k, truth, said):
    truth, said = np.float32(truth), np.float32(said)
    error = (said - truth) ** 2 + said * (1 - said) / np.float32(k)
    with np.errstate(divide="ignore"):
        return float(truth * (1 - truth) / error)


# %% task="exam" kind="wrong" breaks="Nobody else has a part in it"
import numpy as np


def johns_exam(x, said, answered, seed):
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    train = rows[cut:]
    z = (x[train].astype(float) - middle) / spread
    y = said[train].astype(float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(300):
        p = 1 / (1 + np.exp(-(z @ w + b)))
        w -= 0.5 * (z.T @ (p - y) / len(y) + 0.01 * w)
        b -= 0.5 * (p - y).mean()

    class Model:
        def predict(self, rows):
            z = (np.asarray(rows, float) - middle) / spread
            return 1 / (1 + np.exp(-(z @ w + b)))

    return Model(), rows[:cut]


# %% task="weights" kind="right"
import numpy as np


def poststratify(answers, groups, town_shares):
    if np.shape(answers) != np.shape(groups):
        raise ValueError(f"{np.shape(answers)} answers, but {np.shape(groups)} groups")
    labels, code, counts = np.unique(groups, return_inverse=True, return_counts=True)
    labels = labels.tolist()
    for odd in set(labels) ^ set(town_shares):
        raise ValueError(f"{odd} is only in one of the town and the answers")
    weight = np.array([town_shares[group] for group in labels], dtype=float) / counts
    return float(np.sum(weight[code] * answers.astype(float)))


# %% task="beyond-repair" kind="wrong" breaks="is passed over"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, float("inf")
    for name in columns:
        column, seen = town[name], town[name][asked]
        total, weight = 0.0, 0.0
        for group in set(seen.tolist()):
            share = (column == group).mean()
            total += share * goes[asked][seen == group].mean()
            weight += share
        off = abs(total / weight - goes.mean())
        if off < least:
            best, least = name, off
    if best is None:
        raise ValueError("no column")
    return best


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    """A sample of fixed size, called in rounds until everybody in it has answered."""
    waiting = rng.choice(people, min(people, 110), replace=False).tolist()
    heard = []
    while waiting and budget > 0:
        unheard = []
        for person in waiting[:budget]:
            answer = call(person)
            (unheard if answer is None else heard).append(person if answer is None else answer)
        made = len(waiting[:budget])
        waiting = unheard + waiting[made:]
        budget -= made
    if not heard:
        return float("nan")
    return heard.count(True) / len(heard)
