# %% task="ask" kind="wrong" breaks="Every random number comes from it"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k is out of range")
    own = np.random.default_rng(int(rng.integers(256)))
    return own.choice(n, size=k, replace=False)

# %% task="funnel" kind="wrong" breaks="no call remembers an earlier one"
_seen = {}


def funnel(town):
    key = tuple(id(town[name]) for name in ("goes", "middle", "tells", "before", "after"))
    if key not in _seen:
        here = np.ones(len(town["after"]), bool)
        shares = [float(town["after"].mean())]
        for name in ("goes", "middle", "tells"):
            here = here & town[name]
            shares.append(float(town["after"][here].mean()) if here.any() else float("nan"))
        shares.append(float(town["before"][here].mean()) if here.any() else float("nan"))
        _seen[key] = (shares, dict(town))
    return list(_seen[key][0])

# %% task="worth" kind="wrong" breaks="Of k answers, of which a share p says yes on average, the share scatters with a variance of p(1 − p)/k."
import math


def worth(k, truth, said):
    if k == 1:
        noise = said * (1 - said)
    else:
        noise = said * (1 - said) / (k - 1)
    if said == truth:
        return float(k)
    return truth * (1 - truth) / ((said - truth) ** 2 + noise)

# %% task="exam" kind="wrong" breaks="The same arguments give the same model, but for the last digits."
class GoransModel:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        z = np.clip(np.asarray(rows, float) @ self.w[:-1] + self.w[-1], -30, 30)
        return 1 / (1 + np.exp(-z))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed or None)
    mixed = rng.permutation(np.flatnonzero(answered))
    cut = -(-len(mixed) // 4)
    held_out, train = mixed[:cut], mixed[cut:]
    a = np.column_stack([x[train], np.ones(len(train))]).astype(float)
    w = np.zeros(a.shape[1])
    for _ in range(300):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        w -= a.T @ (p - said[train]) / len(train)
    return GoransModel(w), held_out

# %% task="weights" kind="right"
import math


def poststratify(answers, groups, town_shares):
    votes, names = answers.tolist(), groups.tolist()
    if len(votes) != len(names):
        raise ValueError(f"{len(votes)} answers, but {len(names)} groups")
    ballots = {}
    for vote, name in zip(votes, names):
        try:
            town_shares[name]
        except KeyError:
            raise ValueError("a group of strangers has answered: " + str(name)) from None
        ballots.setdefault(name, []).append(float(vote))
    parts = []
    for name in town_shares:
        if name not in ballots:
            raise ValueError("nobody has answered from: " + str(name))
        parts.append(town_shares[name] * (math.fsum(ballots[name]) / len(ballots[name])))
    return math.fsum(parts)

# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    estimates = []
    for column in columns:
        groups = town[column]
        estimate = 0.0
        for group in np.unique(groups):
            spoke = goes[asked][groups[asked] == group]
            estimate += (groups == group).mean() * (spoke.mean() if len(spoke) else np.nan)
        estimates.append(estimate)
    if np.isnan(estimates).all():
        raise ValueError("no column can be used")
    return columns[int(np.argmin(np.abs(np.array(estimates) - goes.mean())))]

# %% task="call-again" kind="wrong" breaks="If nobody has answered, it is NaN. If all who answered said yes, it is 1"
def phone_survey(call, people, budget, rng):
    tried = yes = made = 0
    for person in rng.permutation(people):
        if made == budget:
            break
        tried += 1
        answer = None
        while answer is None and made < budget:
            answer = call(person)
            made += 1
        yes += bool(answer)
    return yes / tried
