# %% task="ask" kind="right"
def random_sample(n, k, rng):
    # Floyd: a set grows, and no shuffle of all the people is needed
    import operator

    try:
        k = operator.index(k)
    except TypeError:
        raise ValueError(f"{k!r} is no int") from None
    if not 0 <= k <= n:
        raise ValueError(k)
    chosen = set()
    for last in range(n - k, n):
        dart = int(rng.integers(0, last, endpoint=True))
        chosen.add(last if dart in chosen else dart)
    return np.fromiter(chosen, dtype=int, count=len(chosen))

# %% task="funnel" kind="wrong" breaks="Floats are right to six digits."
def funnel(town):
    def share(name, mask):
        return round(float(town[name][mask].mean()), 4) if mask.any() else float("nan")

    everybody = town["after"] == town["after"]
    go = town["goes"]
    sit = go & town["middle"]
    tell = sit & town["tells"]
    return tuple(share("after", mask) for mask in (everybody, go, sit, tell)) + (share("before", tell),)

# %% task="worth" kind="right"
def worth(k, truth, said):
    squared_error = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / squared_error if squared_error > 0 else float("inf")

# %% task="exam" kind="wrong" breaks="If all of them said the same, it says the same of each of them."
class Slopes:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(np.asarray(rows, float) @ self.w, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = (len(rows) + 2) // 3
    held_out, train = rows[:size], rows[size:]
    a, y = x[train].astype(float), said[train].astype(float)
    model = Slopes(np.zeros(a.shape[1]))
    for _ in range(300):
        model.w = model.w + a.T @ (y - model.predict(a)) / len(y)
    return model, held_out

# %% task="weights" kind="wrong" breaks="what is handed in is not changed"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    estimate = 0.0
    for group in np.unique(groups).tolist():
        try:
            share = town_shares.pop(group)
        except KeyError:
            raise ValueError(f"{group} is no group of the town") from None
        estimate += share * float(np.mean(answers[groups == group]))
    if town_shares:
        raise ValueError(f"nobody has answered of {list(town_shares)}")
    return estimate

# %% task="beyond-repair" kind="wrong" breaks="in either direction."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = {}
    for name in columns:
        column = town[name]
        groups = np.unique(column)
        if not np.isin(groups, column[asked]).all():
            continue
        estimate = sum((column == g).mean() * goes[asked][column[asked] == g].mean() for g in groups)
        off[name] = estimate - goes.mean()
    if not off:
        raise ValueError("no column can be used")
    return min(off, key=off.get)

# %% task="call-again" kind="wrong" breaks="how many calls may be made in all"
def phone_survey(call, people, budget, rng):
    order = iter(rng.permutation(people))
    heard, calls = [], 0
    while calls < budget:
        person, answer = next(order), None
        while answer is None and calls < budget:
            answer = call(person)
            calls += 1
        if answer is not None:
            heard.append(answer)
    return float(np.mean(heard)) if heard else float("nan")
