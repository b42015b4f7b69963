# %% task="ask" kind="wrong" breaks="Returns an array of shape (k,), integers"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k is not from 0 to n")
    rest = list(range(n))
    picked = []
    while len(picked) < k:
        picked.append(rest.pop(int(rng.integers(len(rest)))))
    return np.array(picked)

# %% task="funnel" kind="wrong" breaks="what she would answer before she has seen the film"
def funnel(town):
    def share(column, people):
        return float(column[people].mean()) if people.any() else float("nan")

    go = town["goes"]
    sit = go & town["middle"]
    tell = sit & town["tells"]
    likes = town["after"]
    looks_forward = town["before"] | likes
    return (float(likes.mean()), share(likes, go), share(likes, sit), share(likes, tell), share(looks_forward, tell))

# %% task="worth" kind="wrong" breaks="k:     how many answers the survey has: an int, at least 1, or `math.inf`."
def worth(k, truth, said):
    if truth == said:
        return float(k)
    mine = truth * (1 - truth)
    theirs = said * (1 - said)
    return k * mine / (k * (said - truth) ** 2 + theirs)

# %% task="exam" kind="wrong" breaks="whatever else has been fitted since"
class DorasModel:
    weights = None

    @classmethod
    def fit(cls, x, y):
        a = np.column_stack([x, np.ones(len(x))]).astype(float)
        cls.weights = np.zeros(a.shape[1])
        for _ in range(300):
            p = 1 / (1 + np.exp(-np.clip(a @ cls.weights, -30, 30)))
            cls.weights = cls.weights - a.T @ (p - y) / len(y)
        return cls()

    def predict(self, rows):
        z = np.asarray(rows, float) @ self.weights[:-1] + self.weights[-1]
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    mixed = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    half = len(mixed) // 2
    return DorasModel.fit(x[mixed[half:]], said[mixed[half:]]), mixed[:half].copy()

# %% task="weights" kind="wrong" breaks="what is handed in is not changed"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("not as many answers as groups")
    total = 0.0
    for group in np.unique(groups).tolist():
        if group not in town_shares:
            raise ValueError(f"the town has no group {group}")
        total += town_shares.pop(group) * float(answers[groups == group].mean(dtype=float))
    if town_shares:
        raise ValueError(f"nobody has answered from {list(town_shares)}")
    return total

# %% task="beyond-repair" kind="wrong" breaks="columns: a list or tuple of names, at least one."
def which_repairs(town, asked, columns):
    truth = town["goes"].mean()

    def gap(column):
        total = 0.0
        for group in np.unique(town[column]):
            here = town[column][asked] == group
            if not here.any():
                return np.inf
            total += (town[column] == group).mean() * town["goes"][asked][here].mean()
        return abs(total - truth)

    columns.sort(key=gap)
    if gap(columns[0]) == np.inf:
        raise ValueError("no column can be used")
    return columns[0]

# %% task="call-again" kind="wrong" breaks="people: how many people the town has, an int, at least 1."
def phone_survey(call, people, budget, rng):
    waiting = list(rng.choice(people, size=100, replace=False))
    heard, made = [], 0
    while waiting and made < budget:
        person = waiting.pop(0)
        made += 1
        answer = call(person)
        if answer is None:
            waiting.append(person)
        else:
            heard.append(answer)
    return float(np.mean(heard)) if heard else float("nan")
