# %% task="ask" kind="right"
import numpy as np


def random_sample(n, k, rng):
    if not isinstance(k, (int, np.integer)) or k < 0 or k > n:
        raise ValueError(f"k must be an int from 0 to {n}, and is {k!r}")
    return np.argsort(rng.random(n))[:k].copy()


# %% task="funnel" kind="wrong" breaks="A share of nobody"
import numpy as np


def funnel(town):
    def share(column, mask):
        return town[column][mask].sum() / max(mask.sum(), 1)

    everybody = np.ones(len(town["after"]), bool)
    goes = town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    masks = [everybody, goes, middle, tells]
    return [share("after", mask) for mask in masks] + [share("before", tells)]


# %% task="worth" kind="wrong" breaks="or infinite"
def worth(k, truth, said):
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)


# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
import numpy as np


def johns_exam(x, said, answered, seed):
    # Stratified: the exam has as many yes in it as the training rows.
    rng = np.random.default_rng(seed)
    held_out = []
    for answer in (0, 1):
        rows = rng.permutation(np.flatnonzero(answered & (said == answer)))
        held_out.extend(rows[: int(np.ceil(0.3 * len(rows)))].tolist())
    held_out = np.array(held_out)
    train = np.setdiff1d(np.flatnonzero(answered), held_out)
    a = np.column_stack([np.ones(len(train)), x[train]]).astype(float)
    w = np.linalg.lstsq(a, said[train].astype(float), rcond=None)[0]

    class Model:
        def predict(self, rows):
            return np.clip(w[0] + np.asarray(rows, float) @ w[1:], 0, 1)

    return Model(), held_out


# %% task="weights" kind="right"
import math


def poststratify(answers, groups, town_shares):
    answers, groups = answers.tolist(), groups.tolist()
    if len(answers) != len(groups):
        raise ValueError("answers and groups must be equally long")
    heard = {group: [] for group in town_shares}
    for answer, group in zip(answers, groups):
        if group not in heard:
            raise ValueError(f"group {group} is no group of the town")
        heard[group].append(answer)
    for group in heard:
        if not heard[group]:
            raise ValueError(f"nobody of group {group} has answered")
    return float(math.fsum(town_shares[g] * (math.fsum(a) / len(a)) for g, a in heard.items()))


# %% task="beyond-repair" kind="right"
import numpy as np


def which_repairs(town, asked, columns):
    goes = town["goes"].astype(float)
    best = None
    for name in columns:
        labels, code = np.unique(town[name], return_inverse=True)
        size = np.bincount(code)
        met = np.bincount(code[asked], minlength=len(size))
        if not met.all():
            continue
        yes = np.bincount(code[asked], weights=goes[asked], minlength=len(size))
        off = abs((size / size.sum() * (yes / met)).sum() - goes.mean())
        if best is None or off < best[0]:
            best = (off, name)
    if best is None:
        raise ValueError("each column has a group from which nobody was asked")
    return best[1]


# %% task="call-again" kind="wrong" breaks="If all who answered said yes, it is 1"
def phone_survey(call, people, budget, rng):
    reached = yes = 0
    for person in rng.permutation(people):
        if budget == 0:
            break
        reached += 1
        answer = None
        while answer is None and budget > 0:
            answer = call(int(person))
            budget -= 1
        yes += answer is True
    if yes == 0 and reached == 1 and answer is None:
        return float("nan")
    return yes / reached
