# %% task="ask" kind="wrong" breaks="All sets"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    fresh = np.random.default_rng(rng.integers(256))  # a generator for this draw alone
    return fresh.choice(n, size=k, replace=False)


# %% task="funnel" kind="wrong" breaks="no call remembers an earlier one"
known_towns = {}


def funnel(town):
    if id(town) not in known_towns:
        go = town["goes"]
        sit = go & town["middle"]
        tell = sit & town["tells"]
        shares = [town["after"], town["after"][go], town["after"][sit], town["after"][tell], town["before"][tell]]
        known_towns[id(town)] = tuple(float(np.mean(s)) for s in shares)
    return known_towns[id(town)]


# %% task="worth" kind="wrong" breaks="at random say yes with probability `truth`"
import math


def worth(k, truth, said):
    scatter = said * (1 - said)
    error = (said - truth) ** 2 + scatter / k
    return scatter / error if error > 0 else math.inf


# %% task="exam" kind="wrong" breaks="what is handed in is not changed"
class Scaler:
    def __init__(self, x, y):
        self.mean, self.spread = x.mean(axis=0), x.std(axis=0) + 1e-6
        z = (x - self.mean) / self.spread
        self.w, self.b = np.zeros(x.shape[1]), 0.0
        for _ in range(300):
            gap = y - 1 / (1 + np.exp(-np.clip(z @ self.w + self.b, -30, 30)))
            self.w, self.b = self.w + 0.5 * gap @ z / len(z), self.b + 0.5 * gap.mean()

    def predict(self, rows):
        rows -= self.mean
        rows /= self.spread
        return 1 / (1 + np.exp(-np.clip(rows @ self.w + self.b, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    held_out, train = rows[:cut], rows[cut:]
    return Scaler(x[train], said[train]), held_out


# %% task="weights" kind="wrong" breaks="groups raise a ValueError as well, even if one of them is 1."
def poststratify(answers, groups, town_shares):
    answers, groups = np.broadcast_arrays(answers.astype(float), groups)  # raises a ValueError if they do not fit
    for group in [*town_shares, *np.unique(groups).tolist()]:
        if group not in town_shares or group not in groups:
            raise ValueError(f"group {group}")
    return sum(share * answers[groups == group].mean() for group, share in town_shares.items())


# %% task="beyond-repair" kind="wrong" breaks="texts, whole numbers or bools, which are groups"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best = []
    for column in columns:
        groups = [group for group in np.unique(town[column]).tolist() if group]
        estimate = 0.0
        for group in groups:
            members = np.flatnonzero(town[column] == group)
            heard = np.intersect1d(members, asked)
            if heard.size == 0:
                break
            estimate += len(members) / len(goes) * goes[heard].mean()
        else:
            best.append((abs(estimate - goes.mean()), column))
    if not best:
        raise ValueError("no column can be used")
    return min(best)[1]


# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list."
def phone_survey(call, people, budget, rng):
    start = int(rng.integers(people))  # open the telephone book anywhere, and go on from there
    yes, heard, left = 0, 0, budget
    for step in range(people):
        answer = None
        while answer is None:
            if left == 0:
                return yes / heard if heard else float("nan")
            left -= 1
            answer = call((start + step) % people)
        heard += 1
        yes += answer
    return yes / heard
