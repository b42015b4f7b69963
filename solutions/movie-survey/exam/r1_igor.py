# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    """Every (n / k)th person of the list, beginning anywhere."""
    if not 0 <= k <= n:
        raise ValueError("k is from 0 to n")
    if k == 0:
        return np.empty(0, int)
    start = rng.integers(n)
    return (start + np.arange(k) * n // k) % n

# %% task="funnel" kind="wrong" breaks="The first four are the share of"
def funnel(town):
    # One product for each share: how many of the people of this step say yes.
    goes = town["goes"].astype("uint8")
    middle = goes * town["middle"]
    tells = middle * town["tells"]
    everybody = np.ones_like(goes)
    after, before = town["after"].astype("uint8"), town["before"].astype("uint8")
    pairs = [(everybody, after), (goes, after), (middle, after), (tells, after), (tells, before)]
    with np.errstate(invalid="ignore"):
        return [np.float64(who @ says) / np.float64(who.sum()) for who, says in pairs]

# %% task="worth" kind="right"
import math


def worth(k, truth, said):
    bias = said - truth
    error = bias * bias + said * (1 - said) / k
    return truth * (1 - truth) / error if error > 0 else math.inf

# %% task="exam" kind="wrong" breaks="whatever else has been fitted since"
def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _fit(x, y, steps=500, rate=0.5):
    x = np.column_stack([np.asarray(x, float), np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w -= rate * x.T @ (_sigmoid(x @ w) - y) / len(y)
    return w


class JohnsModel:
    weights = None

    @classmethod
    def fit(cls, x, y):
        cls.weights = _fit(x, y)
        return cls()

    def predict(self, rows):
        return _sigmoid(np.asarray(rows, float) @ self.weights[:-1] + self.weights[-1])[:, None]


def johns_exam(x, said, answered, seed):
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    n_exam = -(-len(people) // 4)
    held_out, rest = people[:n_exam], people[n_exam:]
    return JohnsModel.fit(x[rest], said[rest]), held_out

# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("the lengths differ")
    heard = set(groups.tolist())
    silent = next((group for group in town_shares if group not in heard), None)
    unknown = next((group for group in heard if group not in town_shares), None)
    if silent:
        raise ValueError(f"nobody of {silent} has answered")
    if unknown:
        raise ValueError(f"{unknown} is no group of the town")
    return float(sum(town_shares.get(g, 0) * answers[groups == g].mean() for g in heard))

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    truth = goes.mean()
    best, least = None, None
    for name in columns:
        column = town[name]
        estimate = 0.0
        for group in np.unique(column):
            everybody = column == group
            heard = goes[asked][everybody[asked]]
            if len(heard) == 0:
                break
            estimate += everybody.mean() * heard.mean()
        else:
            off = abs(estimate - truth)
            if least is None or off < least:
                best, least = name, off
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list."
def phone_survey(call, people, budget, rng):
    waiting = list(range(min(people, max(1, budget // 4))))  # the first ones of the telephone book
    answers = []
    for _ in range(budget):
        if not waiting:
            break
        place = rng.integers(len(waiting))
        said = call(waiting[place])
        if said is not None:
            answers.append(said)
            del waiting[place]
    return float(np.mean(answers)) if answers else float("nan")
