# %% task="ask" kind="wrong" breaks="it moves on with each call"
import copy


def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k is from 0 to n")
    # What is handed in is not changed: draw from a copy.
    dice = copy.deepcopy(rng)
    return dice.permutation(n)[:k]

# %% task="funnel" kind="right"
def funnel(town):
    """Count heads, one person after the other."""
    people, yes = [0] * 5, [0] * 5
    columns = [town[name].tolist() for name in ("goes", "middle", "tells", "before", "after")]
    for goes, middle, tells, before, after in zip(*columns):
        steps = [(True, after)]
        if goes:
            steps.append((True, after))
            if middle:
                steps.append((True, after))
                if tells:
                    steps += [(True, after), (True, before)]
        for place, (_, says) in enumerate(steps):
            people[place] += 1
            yes[place] += says
    return [y / p if p else float("nan") for y, p in zip(yes, people)]

# %% task="worth" kind="wrong" breaks="above k"
def worth(k, truth, said):
    error = (truth - said) ** 2 + said * (1 - said) / k
    # A survey cannot tell more than a random sample of its own size.
    return min(k, truth * (1 - truth) / error) if error else float("inf")

# %% task="exam" kind="wrong" breaks="at most half of them"
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
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    held_out, rest = people[::2], people[1::2]
    return Logistic(_fit(x[rest], said[rest])), held_out

# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if np.shape(answers) != np.shape(groups):
        raise ValueError("as many groups as answers are needed")
    names, place, count = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    odd = set(names) ^ set(town_shares)
    if odd:
        raise ValueError("groups of the town and groups that answered differ: " + ", ".join(map(str, odd)))
    weight = np.array([town_shares[name] for name in names], float) / count
    return float(np.dot(weight[place], answers.astype(float)))

# %% task="beyond-repair" kind="wrong" breaks="what is handed in is not changed"
def which_repairs(town, asked, columns):
    # First strike out the columns that cannot be used.
    for name in list(columns):
        if len(np.unique(town[name])) > len(np.unique(town[name][asked])):
            columns = columns if isinstance(columns, list) else list(columns)
            columns.remove(name)
    if not columns:
        raise ValueError("no column is left")
    goes = town["goes"]
    off = []
    for name in columns:
        parts = [(town[name] == g).mean() * goes[asked][town[name][asked] == g].mean() for g in np.unique(town[name])]
        off.append(abs(sum(parts) - goes.mean()))
    return columns[int(np.argmin(off))]

# %% task="call-again" kind="wrong" breaks="the estimated share of yes among all people of the town"
def phone_survey(call, people, budget, rng, known={}):
    waiting = rng.permutation(people)[: budget // 5 + 1].tolist()
    calls = 0
    heard = []
    while waiting and calls < budget:
        person = waiting.pop(0)
        if person not in known:
            calls += 1
            said = call(person)
            if said is None:
                waiting.append(person)
                continue
            known[person] = said
        heard.append(known[person])
    return sum(heard) / len(heard) if heard else float("nan")
