# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    lots = rng.integers(1000, size=n)
    return np.argsort(lots, kind="stable")[:k]

# %% task="funnel" kind="wrong" breaks="A share of nobody is NaN."
def funnel(town):
    columns = np.stack([town["goes"], town["middle"], town["tells"]])
    here = np.vstack([np.ones(columns.shape[1], bool), np.logical_and.accumulate(columns)])
    heads = here.sum(axis=1)
    after = (here & town["after"]).sum(axis=1) / np.maximum(heads, 1)
    before = (here[-1] & town["before"]).sum() / max(heads[-1], 1)
    return np.append(after, before)

# %% task="worth" kind="right"
from fractions import Fraction
from math import isinf


def worth(k, truth, said):
    t, s = Fraction(float(truth)), Fraction(float(said))
    error = (s - t) ** 2
    if not isinf(k):
        error += s * (1 - s) / int(k)
    if not error:
        return k
    size = t * (1 - t) / error
    return size.numerator if size.denominator == 1 else float(size)

# %% task="exam" kind="wrong" breaks="writing into it changes no later result"
class HanasModel:
    def __init__(self, w):
        self.w, self.known = w, {}

    def predict(self, rows):
        rows = np.asarray(rows, float)
        key = (rows.shape, rows.tobytes())
        if key not in self.known:
            z = np.clip(rows @ self.w[:-1] + self.w[-1], -30, 30)
            self.known[key] = 1 / (1 + np.exp(-z))
        return self.known[key]


def johns_exam(x, said, answered, seed):
    mixed = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(mixed) // 3)
    held_out, train = mixed[:cut].copy(), mixed[cut:]
    a = np.column_stack([x[train], np.ones(len(train))]).astype(float)
    w = np.zeros(a.shape[1])
    for _ in range(300):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        w -= a.T @ (p - said[train]) / len(train)
    return HanasModel(w), held_out

# %% task="weights" kind="wrong" breaks="The shares are above 0 and add up to 1, in any order of groups."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    names, which = np.unique(groups, return_inverse=True)
    for name in names.tolist():
        if name not in town_shares:
            raise ValueError(f"{name} is unknown")
    for name in town_shares:
        if name not in names.tolist():
            raise ValueError(f"{name} is silent")
    means = np.bincount(which, weights=answers.astype(float)) / np.bincount(which)
    return float(means @ np.fromiter(town_shares.values(), float))

# %% task="beyond-repair" kind="wrong" breaks="what is handed in is not changed"
def which_repairs(town, asked, columns):
    asked.sort()
    goes = town["goes"]
    best = []
    for column in columns:
        groups = town[column]
        names = np.unique(groups)
        if len(np.unique(groups[asked])) < len(names):
            continue
        estimate = sum((groups == g).mean() * goes[asked][groups[asked] == g].mean() for g in names)
        best.append((abs(estimate - goes.mean()), column))
    return min(best)[1]

# %% task="call-again" kind="wrong" breaks="the mean of estimate minus truth is from -0.02 to 0.02"
def phone_survey(call, people, budget, rng):
    # whoever was hard to reach stands for all those who are as hard to reach
    values, weights, made = [], [], 0
    for person in rng.permutation(people):
        needed = 0
        answer = None
        while answer is None and made < budget:
            answer = call(person)
            made += 1
            needed += 1
        if answer is None:
            break
        values.append(float(answer))
        weights.append(needed)
        if made == budget:
            break
    return float(np.average(values, weights=weights)) if values else float("nan")
