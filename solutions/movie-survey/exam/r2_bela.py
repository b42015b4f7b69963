# %% task="ask" kind="wrong" breaks="Every random number comes from it, and it moves on with each call"
def random_sample(n, k, rng):
    import copy

    if k not in range(n + 1):
        raise ValueError("k is out of range")
    own = copy.deepcopy(rng)  # what is handed in is not changed
    return own.choice(n, k, replace=False)

# %% task="funnel" kind="wrong" breaks="among those of them who"
def funnel(town):
    after, go = town["after"], town["goes"]
    chain = [np.ones(len(after), bool), go, go & town["middle"], go & town["tells"]]
    shares = [np.mean(after[mask]) if mask.any() else np.nan for mask in chain]
    return shares + [np.mean(town["before"][chain[-1]]) if chain[-1].any() else np.nan]

# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`"
def worth(k, truth, said):
    variance = truth * (1 - truth)
    error = (said - truth) ** 2 + variance / k
    return variance / error if error else np.inf

# %% task="exam" kind="wrong" breaks="neither x nor"
class Scaled:
    def __init__(self, mean, spread):
        self.mean, self.spread = mean, spread

    def predict(self, rows):
        z = (np.asarray(rows, float) - self.mean) / self.spread @ self.w + self.b
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = -(-len(rows) // 4)
    held_out, train = rows[:size], rows[size:]
    model = Scaled(x.mean(0, dtype=float), x.std(0, dtype=float) + 1e-9)
    a, y = (x[train] - model.mean) / model.spread, said[train]
    model.w, model.b = np.zeros(x.shape[1]), 0.0
    if y.min() == y.max():
        model.b = 4.0 if y[0] == 1 else -4.0
        return model, held_out
    for _ in range(100):
        miss = y - model.predict(x[train])
        model.w, model.b = model.w + a.T @ miss / len(y), model.b + miss.mean()
    return model, held_out

# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    answers, groups = np.asarray(answers).astype(np.float64), np.asarray(groups)
    if answers.shape != groups.shape:
        raise ValueError("answers and groups differ in length")
    names, inverse, counts = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    odd = set(names).symmetric_difference(town_shares)
    if odd:
        raise ValueError("only on one side: " + ", ".join(map(str, odd)))
    sums = np.bincount(inverse.ravel(), weights=answers)
    return np.array([town_shares[name] for name in names], float) @ (sums / counts)

# %% task="beyond-repair" kind="wrong" breaks="can be used, it raises a ValueError."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = columns[0], np.inf
    for name in columns:
        column = town[name]
        groups = np.unique(column)
        if not all((column[asked] == group).any() for group in groups):
            continue
        estimate = sum((column == g).mean() * goes[asked][column[asked] == g].mean() for g in groups)
        off = abs(estimate - goes.mean())
        if off < least:
            best, least = name, off
    return best

# %% task="call-again" kind="wrong" breaks="answered, it is NaN."
def phone_survey(call, people, budget, rng):
    order = rng.permutation(people)
    yes = answered = 0
    for _ in range(budget):
        if answered == people:
            break
        answer = call(order[answered])
        if answer is not None:
            answered += 1
            yes += answer
    return float(yes / max(answered, 1))
