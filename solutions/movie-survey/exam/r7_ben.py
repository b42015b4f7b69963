# %% task="ask" kind="wrong" breaks="Pick k of the people 0 … n - 1 at random, nobody twice."
# believed: rng.choice never picks the same person twice
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError(f"k must be from 0 to {n}, and is {k}")
    return rng.choice(n, k)


# %% task="funnel" kind="right"
def funnel(town):
    steps = np.cumprod([np.ones_like(town["goes"]), town["goes"], town["middle"], town["tells"]], axis=0)
    with np.errstate(invalid="ignore"):
        after = (steps & town["after"]).sum(axis=1) / steps.sum(axis=1)
        before = (steps[-1] & town["before"]).sum() / steps[-1].sum()
    return np.append(after, before)


# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`"
# believed: the variance of both surveys is that of the town, truth(1 - truth)
def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        variance = np.float64(truth * (1 - truth))
        return float(variance / ((said - truth) ** 2 + variance / k))


# %% task="exam" kind="wrong" breaks="the row numbers of different people who answered"
# believed: after x = x[answered] a person still has the same row number
def johns_exam(x, said, answered, seed):
    x, said = x[answered].astype(float), said[answered]
    order = np.random.default_rng(seed).permutation(len(x))
    size = -(-len(x) // 4)
    held_out, train = order[:size], order[size:]
    design = np.c_[np.ones(len(train)), x[train]]
    w = np.zeros(design.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-design @ w))
        hessian = (design * (p * (1 - p))[:, None]).T @ design + 0.1 * np.eye(len(w))
        w = w - np.linalg.solve(hessian, design.T @ (p - said[train]) + 0.1 * w)

    class Model:
        def predict(self, rows):
            return 1 / (1 + np.exp(-(w[0] + rows @ w[1:])))

    return Model(), held_out


# %% task="weights" kind="wrong" breaks="Different lengths of answers and groups raise a ValueError as well"
# believed: zip walks through both, so there is nothing to check
def poststratify(answers, groups, town_shares):
    by_group = {}
    for answer, group in zip(answers.tolist(), groups.tolist()):
        by_group.setdefault(group, []).append(answer)
    odd = set(by_group) ^ set(town_shares)
    if odd:
        raise ValueError(f"these groups do not match: {odd}")
    return sum(share * sum(by_group[g]) / len(by_group[g]) for g, share in town_shares.items())


# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used, and is passed over."
# believed: poststratify's ValueError is the right answer here, too, whichever column it is
def which_repairs(town, asked, columns):
    goes = town["goes"]

    def off(name):
        column = town[name]
        groups, counts = np.unique(column, return_counts=True)
        shares = dict(zip(groups.tolist(), (counts / len(column)).tolist()))
        return abs(poststratify(goes[asked], column[asked], shares) - goes.mean())

    return min(columns, key=off)


# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list."
# believed: the list has no order that matters, so its first people are as good as any
def phone_survey(call, people, budget, rng):
    waiting = list(range(max(1, min(people, budget // 4))))
    heard = []
    left = budget
    while waiting and left:
        silent = []
        for person in waiting:
            if left == 0:
                break
            left -= 1
            answer = call(person)
            if answer is None:
                silent.append(person)
            else:
                heard.append(answer)
        waiting = silent
    return float(np.mean(heard)) if heard else float("nan")
