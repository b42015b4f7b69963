# %% task="ask" kind="wrong" breaks="it moves on with each call"
import copy


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    dice = copy.deepcopy(rng)
    return dice.permutation(n)[:k]

# %% task="funnel" kind="wrong" breaks="Returns five floats in a tuple, list or array."
def funnel(town):
    everybody = np.ones_like(town["goes"])
    steps = [everybody, town["goes"], town["middle"], town["tells"]]
    here = [np.logical_and.reduce(steps[: i + 1]) for i in range(4)]
    pairs = [(town["after"], people) for people in here] + [(town["before"], here[-1])]
    return map(lambda pair: float(pair[0][pair[1]].mean()) if pair[1].any() else float("nan"), pairs)

# %% task="worth" kind="wrong" breaks="Returns a float, which is not rounded: it may be below 1, above k, or infinite."
def worth(k, truth, said):
    k = min(k, 10**9)
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="writing into it changes no later result"
class IvansModel:
    """Learns when it is first asked."""

    def __init__(self, x, said, answered, held_out):
        self.rows = np.flatnonzero(answered)
        self.x, self.said = x[self.rows].astype(float), said[self.rows].astype(float)
        self.held_out, self.w = held_out, None

    def learn(self):
        mine = ~np.isin(self.rows, self.held_out)
        a = np.column_stack([self.x[mine], np.ones(mine.sum())])
        self.w = np.zeros(a.shape[1])
        for _ in range(300):
            p = 1 / (1 + np.exp(-np.clip(a @ self.w, -30, 30)))
            self.w -= a.T @ (p - self.said[mine]) / len(a)

    def predict(self, rows):
        if self.w is None:
            self.learn()
        z = np.clip(np.asarray(rows, float) @ self.w[:-1] + self.w[-1], -30, 30)
        return 1 / (1 + np.exp(-z))


def johns_exam(x, said, answered, seed):
    people = np.flatnonzero(answered)
    held_out = np.random.default_rng(seed).choice(people, len(people) // 2, replace=False)
    return IvansModel(x, said, answered, held_out), held_out

# %% task="weights" kind="wrong" breaks="The group as a whole counts as its share of the town says, whether one of it has answered or thousands."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    names, which, heads = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    odd = set(names) ^ set(town_shares)
    if odd:
        raise ValueError(f"these groups do not fit: {sorted(odd, key=str)}")
    shares = np.array([town_shares[name] for name in names])
    weight = np.clip(shares / (heads / len(answers)), 0.1, 10)  # no answer shall weigh too much
    return float(np.average(answers.astype(float), weights=weight[which]))

# %% task="beyond-repair" kind="wrong" breaks="no call remembers an earlier one"
def which_repairs(town, asked, columns, gaps={}):
    goes = town["goes"]
    for column in columns:
        groups = town[column]
        names = np.unique(groups)
        if np.isin(names, groups[asked]).all():
            estimate = sum((groups == g).mean() * goes[asked][groups[asked] == g].mean() for g in names)
            gaps[column] = abs(estimate - goes.mean())
    usable = [column for column in columns if column in gaps]
    if not usable:
        raise ValueError("no column can be used")
    return min(usable, key=gaps.get)

# %% task="call-again" kind="wrong" breaks="At least one call is made."
def phone_survey(call, people, budget, rng):
    heard = []
    for person in rng.permutation(people - 1):
        answer = None
        while answer is None and budget > 0:
            answer = call(person)
            budget -= 1
        if answer is None:
            break
        heard.append(answer)
    return float(np.mean(heard)) if heard else float("nan")
