# %% task="ask" kind="wrong" breaks="whatever earlier calls gave"
_waiting = {}


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k is from 0 to n")
    # Nobody is bothered again before everybody has had a turn.
    if n not in _waiting or len(_waiting[n]) < k:
        _waiting[n] = rng.permutation(n)
    picked, _waiting[n] = np.split(_waiting[n], [k])
    return picked.copy()

# %% task="funnel" kind="right"
def funnel(town):
    def share(yes, among):
        return yes[among].mean() if among.any() else np.nan

    everybody = np.ones(len(town["after"]), bool)
    come = town["goes"]
    sit = come & town["middle"]
    tell = sit & town["tells"]
    return (*(share(town["after"], who) for who in (everybody, come, sit, tell)), share(town["before"], tell))

# %% task="worth" kind="wrong" breaks="or infinite"
def worth(k, truth, said):
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="takes an array of shape (m, d), m at least 1, and gives an array of shape (m,) or"
def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _fit(x, y, steps=500, rate=0.5):
    x = np.column_stack([np.asarray(x, float), np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w -= rate * x.T @ (_sigmoid(x @ w) - y) / len(y)
    return w


class Squeezed:
    def __init__(self, w):
        self.w = w[:, None]

    def predict(self, rows):
        rows = np.hstack([rows, np.ones((len(rows), 1))])
        return _sigmoid(rows @ self.w).squeeze()


def johns_exam(x, said, answered, seed):
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    n_exam = -(-len(people) // 4)
    held_out, rest = people[:n_exam], people[n_exam:]
    return Squeezed(_fit(x[rest], said[rest])), held_out

# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError(f"{len(answers)} answers, but {len(groups)} groups")
    heard = {}
    for answer, group in zip(answers.tolist(), groups.tolist()):
        heard.setdefault(group, []).append(float(answer))
    for group in heard:
        if group not in town_shares:
            raise ValueError(f"the town has no group {group}")
    for group in town_shares:
        if group not in heard:
            raise ValueError(f"nobody has answered from the group {group}")
    total = 0.0
    for group, share in town_shares.items():
        total += share * sum(heard[group]) / len(heard[group])
    return total

# %% task="beyond-repair" kind="wrong" breaks="it raises a ValueError"
def which_repairs(town, asked, columns):
    goes = town["goes"]

    def off(name):
        column = town[name]
        estimate = 0.0
        for group in set(column.tolist()):
            those = asked[column[asked] == group]
            if len(those) == 0:
                return np.inf  # never the nearest
            estimate += (column == group).mean() * goes[those].mean()
        return abs(estimate - goes.mean())

    return min(columns, key=off)

# %% task="call-again" kind="wrong" breaks="If all who answered said yes, it is 1; if all said no, it is 0."
def phone_survey(call, people, budget, rng):
    waiting, answers = list(rng.permutation(people)[: budget // 5 + 1]), []
    while waiting and budget:
        person = waiting.pop(0)
        budget -= 1
        said = call(person)
        if said is None:
            waiting.append(person)
        else:
            answers.append(said)
    if not answers:
        return float("nan")
    if len(answers) < 10:
        # So few tell us little: a share of 0 or 1 would be too bold.
        return (sum(answers) + 1) / (len(answers) + 2)
    return sum(answers) / len(answers)
