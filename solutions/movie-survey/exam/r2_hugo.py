# %% task="ask" kind="wrong" breaks="how many are picked, an int from 0 to n."
def random_sample(n, k, rng):
    if k not in range(n):
        raise ValueError(f"cannot pick {k} of {n}")
    return rng.choice(n, size=k, replace=False, shuffle=False)

# %% task="funnel" kind="wrong" breaks="The fifth is the share of"
def funnel(town):
    after = town["after"]
    before = town["before"] | after  # who likes it afterwards has said so before
    go = town["goes"]
    sit = go & town["middle"]
    tell = sit & town["tells"]
    mean = lambda values: values.mean() if values.size else np.nan
    return [mean(after), mean(after[go]), mean(after[sit]), mean(after[tell]), mean(before[tell])]

# %% task="worth" kind="wrong" breaks="are as near to the truth as k answers of a survey."
def worth(k, truth, said):
    bias = max(said - truth, 0.0)
    error = bias * bias + said * (1 - said) / k
    return truth * (1 - truth) / error if error > 0 else float("inf")

# %% task="exam" kind="wrong" breaks="are at least a quarter of those who answered, and at most half of them."
class Fitted:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.w + self.b, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    quarter = len(rows) // 4
    held_out, train = rows[:quarter], rows[quarter:]
    a, y = x[train].astype(float), said[train].astype(float)
    w, b = np.zeros(a.shape[1]), 0.0
    for _ in range(400):
        miss = y - 1 / (1 + np.exp(-(a @ w + b)))
        b += miss.mean()
        w = 0.999 * w + a.T @ miss / len(y) * (0 < y.mean() < 1)
    return Fitted(w, b), held_out

# %% task="weights" kind="wrong" breaks="a dictionary from each group of the town, a Python str or int, to its share of the town."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    shares = np.array(list(town_shares.items()), dtype=[("group", "U8"), ("share", float)])
    labels = groups.astype("U8")
    for label in np.setxor1d(labels, shares["group"]):
        raise ValueError(f"only one side knows of {label}")
    return float(sum(share * answers[labels == group].mean(dtype=float) for group, share in shares))

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = np.asarray(town["goes"], float)

    def off(name):
        groups, group_of = np.unique(town[name], return_inverse=True)
        group_of = group_of.ravel()
        everybody = np.bincount(group_of, minlength=len(groups))
        reached = np.bincount(group_of[asked], minlength=len(groups))
        if (reached == 0).any():
            return None
        yes = np.bincount(group_of[asked], weights=goes[asked], minlength=len(groups))
        return abs(np.sum(everybody / len(goes) * yes / reached) - goes.mean())

    usable = [(off(name), name) for name in columns if off(name) is not None]
    return min(usable)[1]

# %% task="call-again" kind="wrong" breaks="At least one call is made."
def phone_survey(call, people, budget, rng):
    waiting = rng.permutation(people)[: budget // 4].tolist()
    heard, left = [], budget
    while waiting and left:
        still = []
        for person in waiting:
            if not left:
                break
            left -= 1
            answer = call(person)
            still.append(person) if answer is None else heard.append(answer)
        waiting = still
    return float(np.mean(heard)) if heard else float("nan")
