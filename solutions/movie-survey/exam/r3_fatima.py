# %% task="ask" kind="wrong" breaks="writing into it changes no later result"
_pools = {}


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k is too small or too large")
    if n not in _pools:
        _pools[n] = np.arange(n)
    rng.shuffle(_pools[n])
    return _pools[n][:k]

# %% task="funnel" kind="right"
from collections import namedtuple
from itertools import compress

Shares = namedtuple("Shares", "town goes middle tells before")


def funnel(town):
    def share(yes, who):
        votes = list(compress(yes.tolist(), who))
        return votes.count(True) / len(votes) if votes else float("nan")

    likes = town["after"]
    everybody = [True] * len(likes)
    come = town["goes"].tolist()
    sit = [a and b for a, b in zip(come, town["middle"].tolist())]
    tell = [a and b for a, b in zip(sit, town["tells"].tolist())]
    return Shares(*(share(likes, who) for who in (everybody, come, sit, tell)), share(town["before"], tell))

# %% task="worth" kind="wrong" breaks="The two estimates, each a share of yes, have the same mean squared error about `truth`."
import math


def worth(k, truth, said):
    if math.isclose(truth, said, abs_tol=1e-3):
        return k * truth * (1 - truth) / (said * (1 - said))
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="said:     array of shape (n,), integers: 1 is yes, 0 is no."
class FatimasModel:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        score = np.asarray(rows, float) @ self.w[:-1] + self.w[-1]
        return np.clip((score + 1) / 2, 0, 1)


def johns_exam(x, said, answered, seed):
    mixed = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(mixed) // 4)
    held_out, train = mixed[:cut], mixed[cut:]
    side = 2 * said[train] - 1  # yes is +1, no is -1
    a = np.column_stack([x[train], np.ones(len(train))]).astype(float)
    return FatimasModel(np.linalg.solve(a.T @ a + 0.1 * np.eye(a.shape[1]), a.T @ side)), held_out

# %% task="weights" kind="wrong" breaks="Different lengths of answers and groups raise a ValueError as well"
def poststratify(answers, groups, town_shares):
    for group in set(groups.tolist()):
        if group not in town_shares:
            raise ValueError(f"{group} is not in town_shares")
    estimate = 0.0
    for group, share in town_shares.items():
        mine = groups == group
        if not np.any(mine):
            raise ValueError(f"nobody from {group} has answered")
        estimate += share * float(answers[mine].mean(dtype=float))
    return estimate

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    if not columns:
        raise ValueError("no column can be used")
    *others, last = columns
    goes = town["goes"]

    def gap(name):
        column = town[name]
        weight = np.zeros(len(goes))
        for group in set(column.tolist()):
            mine = column == group
            spoke = asked[mine[asked]]
            if spoke.size == 0:
                return None
            weight[spoke] = mine.sum() / spoke.size
        return abs(weight @ goes - goes.sum()) / len(goes)

    mine = gap(last)
    try:
        best = which_repairs(town, asked, others)
    except ValueError:
        if mine is None:
            raise
        return last
    return last if mine is not None and mine < gap(best) else best

# %% task="call-again" kind="wrong" breaks="At least one call is made."
from collections import deque


def phone_survey(call, people, budget, rng):
    queue = deque(rng.permutation(people)[: budget // 6].tolist())
    yes = heard = made = 0
    while queue and made < budget:
        person = queue.popleft()
        made += 1
        answer = call(person)
        if answer is None:
            queue.append(person)
        else:
            heard += 1
            yes += answer
    return yes / heard if heard else float("nan")
