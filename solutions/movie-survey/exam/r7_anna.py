# %% task="ask" kind="right"
def random_sample(n, k, rng):
    # a hat with a slip of paper for everybody; I draw k slips and put none back
    if k < 0:
        raise ValueError("k is below 0")
    if k > n:
        raise ValueError("there are not so many people")
    hat = []
    for person in range(n):
        hat.append(person)
    picked = np.zeros(k, dtype=int)
    for i in range(k):
        slip = int(rng.integers(0, len(hat)))
        picked[i] = hat[slip]
        del hat[slip]
    return picked


# %% task="funnel" kind="wrong" breaks="among those of them who tell"
# believed: the third step goes on from those who go; that it goes on from those in the middle was overlooked
def funnel(town):
    goes = town["goes"]
    middle = goes & town["middle"]
    tells = goes & town["tells"]

    def share(column, who):
        if who.sum() == 0:
            return float("nan")
        return float(town[column][who].mean())

    everybody = np.ones(len(goes), bool)
    return (
        share("after", everybody),
        share("after", goes),
        share("after", middle),
        share("after", tells),
        share("before", tells),
    )


# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite"
# believed: an error of exactly 0 cannot come up, so nobody divides by it
def worth(k, truth, said):
    bias = said - truth
    variance = said * (1 - said) / k
    mse = bias ** 2 + variance
    return truth * (1 - truth) / mse


# %% task="exam" kind="wrong" breaks="are at least a quarter of those who answered, and at most half of them"
# believed: a quarter is count // 4; that rounding down gives less than a quarter was overlooked
class AnnasModel:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def predict(self, rows):
        z = np.asarray(rows, float) @ self.w + self.b
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(answered)
    mixed = rng.permutation(rows)
    how_many = len(rows) // 4
    held_out = mixed[:how_many]
    train = mixed[how_many:]
    xt = x[train].astype(float)
    yt = said[train].astype(float)
    w = np.zeros(x.shape[1])
    b = 0.0
    for step in range(800):
        p = 1 / (1 + np.exp(-np.clip(xt @ w + b, -30, 30)))
        error = p - yt
        w = w - 0.3 * xt.T @ error / len(yt)
        b = b - 0.3 * error.mean()
    return AnnasModel(w, b), held_out


# %% task="weights" kind="wrong" breaks="raises a ValueError, and its message holds the group's name"
# believed: that it raises a ValueError is enough, whatever its message says
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups have different lengths")
    seen = set(groups.tolist())
    for group in town_shares:
        if group not in seen:
            raise ValueError("nobody of a group has answered")
    for group in seen:
        if group not in town_shares:
            raise ValueError("there is a group that is not in town_shares")
    total = 0.0
    for group in town_shares:
        total = total + town_shares[group] * answers[groups == group].mean()
    return float(total)


# %% task="beyond-repair" kind="wrong" breaks="in either direction"
# believed: the smallest difference is the one with the smallest number, so that -0.3 is smaller than 0.1
def which_repairs(town, asked, columns):
    goes = town["goes"]
    truth = goes.mean()
    best = None
    smallest = None
    for name in columns:
        column = town[name]
        town_shares = {}
        for group in np.unique(column).tolist():
            town_shares[group] = float((column == group).mean())
        try:
            estimate = poststratify(goes[asked], column[asked], town_shares)
        except ValueError:
            continue
        difference = estimate - truth
        if smallest is None or difference < smallest:
            smallest = difference
            best = name
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="At least one call is made."
# believed: a quarter of the budget is always somebody; budgets below 4 were overlooked
def phone_survey(call, people, budget, rng):
    size = min(people, budget // 4)
    waiting = list(rng.permutation(people)[:size])
    heard = []
    calls = 0
    while len(waiting) > 0 and calls < budget:
        person = waiting.pop(0)
        answer = call(person)
        calls = calls + 1
        if answer is None:
            waiting.append(person)
        else:
            heard.append(answer)
    if len(heard) == 0:
        return float("nan")
    return sum(heard) / len(heard)
