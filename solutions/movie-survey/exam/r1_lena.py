# %% task="ask" kind="wrong" breaks="Returns an array of shape (k,), integers"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError(f"k must be from 0 to {n}")
    picked = []
    while len(picked) < k:
        person = int(rng.integers(n))
        if person not in picked:
            picked.append(person)
    return np.array(picked)

# %% task="funnel" kind="wrong" breaks="A share of nobody"
def funnel(town):
    weights = np.ones(len(town["after"]))
    shares = [np.average(town["after"])]
    for step in "goes", "middle", "tells":
        weights = weights * town[step]
        shares.append(np.average(town["after"], weights=weights))
    shares.append(np.average(town["before"], weights=weights))
    return shares

# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`"
def worth(k, truth, said):
    variance = truth * (1 - truth)
    error = (said - truth) ** 2 + variance / k
    return variance / error if error else float("inf")

# %% task="exam" kind="wrong" breaks="and two seeds give different ones"
def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _fit(x, y, steps=500, rate=0.5):
    x = np.column_stack([np.asarray(x, float), np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w -= rate * x.T @ (_sigmoid(x @ w) - y) / len(y)
    return w


class Logistic:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return _sigmoid(np.asarray(rows, float) @ self.w[:-1] + self.w[-1])


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed % 2**16)
    people = rng.permutation(np.flatnonzero(answered))
    half = len(people) // 2
    return Logistic(_fit(x[people[half:]], said[people[half:]])), people[:half]

# %% task="weights" kind="wrong" breaks="Different lengths of answers and groups raise a ValueError"
def poststratify(answers, groups, town_shares):
    sums, counts = dict.fromkeys(town_shares, 0.0), dict.fromkeys(town_shares, 0)
    for answer, group in zip(answers.tolist(), groups.tolist()):
        if group not in sums:
            raise ValueError(f"the town has no {group}")
        sums[group] += answer
        counts[group] += 1
    for group in town_shares:
        if counts[group] == 0:
            raise ValueError(f"no answer from {group}")
    return sum(town_shares[g] * sums[g] / counts[g] for g in town_shares)

# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    def off(name):
        total = 0.0
        for group in np.unique(town[name]):
            heard = town["goes"][asked][town[name][asked] == group]
            if not heard.size:
                raise ValueError(f"nobody was asked from {group}")
            total += heard.mean() * (town[name] == group).mean()
        return abs(total - town["goes"].mean())

    return min(columns, key=off)

# %% task="call-again" kind="wrong" breaks="At least one call is made."
def phone_survey(call, people, budget, rng):
    waiting = rng.permutation(people)[: budget // 4]
    yes = no = calls = 0
    while len(waiting) and calls < budget:
        again = []
        for person in waiting[: budget - calls]:
            said = call(person)
            calls += 1
            if said is None:
                again.append(person)
            elif said:
                yes += 1
            else:
                no += 1
        waiting = again
    return yes / (yes + no) if yes + no else float("nan")
