# %% task="ask" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later"
pools = {}


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    if n not in pools:
        pools[n] = np.arange(n)
    rng.shuffle(pools[n])
    return pools[n][:k]


# %% task="funnel" kind="wrong" breaks="what is returned belongs to the caller"
shares = np.empty(5)


def funnel(town):
    here = np.ones(len(town["goes"]), bool)
    for place, step in enumerate([None, "goes", "middle", "tells"]):
        if step is not None:
            here = here & town[step]
        shares[place] = town["after"][here].mean() if here.any() else np.nan
    shares[4] = town["before"][here].mean() if here.any() else np.nan
    return shares


# %% task="worth" kind="right"
import math


def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / error if error else math.inf


# %% task="exam" kind="wrong" breaks="writing into it changes no later result"
from functools import lru_cache


@lru_cache(maxsize=None)
def split(answered, seed):
    rows = np.flatnonzero(np.frombuffer(answered, bool))
    rows = np.random.default_rng(seed).permutation(rows)
    cut = -(-len(rows) // 4)
    return rows[:cut].copy(), rows[cut:].copy()


class Machine:
    def __init__(self, a, y):
        self.w = np.zeros(a.shape[1] + 1)
        for _ in range(300):
            gap = y - self.predict(a)
            self.w = self.w + 0.5 * np.append(gap @ a, gap.sum()) / len(a)

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.w[:-1] + self.w[-1], -30, 30)))


def johns_exam(x, said, answered, seed):
    held_out, train = split(answered.tobytes(), int(seed))
    return Machine(x[train], said[train]), held_out


# %% task="weights" kind="wrong" breaks="The shares are above 0 and add up to 1"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    total = 0.0
    for share in town_shares.values():
        total += share
    if total != 1:
        raise ValueError(f"the shares add up to {total}")
    estimate = 0.0
    for group, share in town_shares.items():
        of_group = answers[groups == group]
        if len(of_group) == 0:
            raise ValueError(f"nobody has answered: {group}")
        estimate += share * float(np.mean(of_group, dtype=float))
    for group in np.unique(groups).tolist():
        if group not in town_shares:
            raise ValueError(f"no share: {group}")
    return estimate


# %% task="beyond-repair" kind="wrong" breaks="cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    misses = []
    for column in columns:
        estimate = 0.0
        for group in np.unique(town[column]):
            inside = town[column] == group
            estimate += inside.mean() * goes[asked][inside[asked]].mean()  # NaN if nobody was asked
        misses.append(abs(estimate - goes.mean()))
    if np.isnan(misses).all():
        raise ValueError("no column can be used")
    return columns[np.argmin(misses)]


# %% task="call-again" kind="wrong" breaks="At least one call is made."
def phone_survey(call, people, budget, rng):
    sample = rng.permutation(people)[: budget // 5]
    answers = {}
    left = budget
    while left > 0 and len(answers) < len(sample):
        for person in sample:
            if person not in answers and left > 0:
                left -= 1
                answer = call(person)
                if answer is not None:
                    answers[person] = answer
    return sum(answers.values()) / len(answers) if answers else float("nan")
