# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k must be from 0 to n")
    people = list(range(n))
    for place in range(n):
        other = int(rng.integers(n))
        people[place], people[other] = people[other], people[place]
    return np.array(people[:k], dtype=int)

# %% task="funnel" kind="wrong" breaks="A share of nobody"
def funnel(town):
    here = np.arange(len(town["after"]))
    shares = [town["after"].mean()]
    for step in ["goes", "middle", "tells"]:
        remaining = here[town[step][here]]
        if len(remaining):  # a step that nobody takes changes nothing
            here = remaining
        shares.append(town["after"][here].mean())
    shares.append(town["before"][here].mean())
    return np.array(shares)

# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite."
def worth(k, truth, said):
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="are at least a quarter of those who answered, and at most half of them."
def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    coin = rng.random(len(answered)) < 0.375  # halfway between a quarter and a half
    held_out = np.flatnonzero(answered & coin)
    train = np.flatnonzero(answered & ~coin)
    a, y = x[train].astype(float), said[train]
    theta = np.zeros(a.shape[1] + 1)

    class Model:
        def predict(self, rows):
            z = np.asarray(rows, float) @ theta[1:] + theta[0]
            return (1 / (1 + np.exp(-np.clip(z, -30, 30))))[:, None]

    model = Model()
    if len(set(y.tolist())) == 1:
        theta[0] = 4 if y[0] == 1 else -4
        return model, held_out
    for _ in range(300):
        miss = y - model.predict(a)[:, 0]
        theta[0] += miss.mean()
        theta[1:] += a.T @ miss / len(y)
    return model, held_out

# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    def mean_of(group):
        mine = groups == group
        if not np.any(mine):
            raise ValueError(f"{group}: no answers")
        return np.mean(answers[mine], dtype=float)

    if np.size(answers) - np.size(groups):
        raise ValueError("lengths")
    strangers = [group for group in set(groups.tolist()) if group not in town_shares.keys()]
    for stranger in strangers:
        raise ValueError(f"{stranger}: no share")
    return float(sum(share * mean_of(group) for group, share in town_shares.items()))

# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least from the share of"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = {}
    for name in columns:
        column, wrong = town[name], 0.0
        groups = np.unique(column)
        if not np.isin(groups, column[asked]).all():
            continue
        for group in groups:  # how far off is each group?
            told = goes[asked][column[asked] == group].mean()
            wrong += (column == group).mean() * abs(told - goes[column == group].mean())
        off[name] = wrong
    if not off:
        raise ValueError("no column can be used")
    return min(off, key=off.get)

# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    # one after the other, each until she answers
    order = rng.permutation(people)
    place, heard = 0, []
    for _ in range(budget):
        answer = call(order[place])
        if answer is None:
            continue
        heard.append(bool(answer))
        place += 1
        if place == people:
            break
    return float(np.mean(heard)) if heard else float("nan")
