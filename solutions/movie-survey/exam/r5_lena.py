# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    picked = np.unique(rng.integers(n, size=k))
    while len(picked) < k:  # somebody came twice: draw some more
        picked = np.union1d(picked, rng.integers(n, size=k))
    return picked[:k]


# %% task="funnel" kind="wrong" breaks="is NaN."
def funnel(town):
    here = np.ones(len(town["after"]), bool)
    share = town["after"].mean()
    shares = [share]
    for step in ("goes", "middle", "tells"):
        here = here & town[step]
        if here.any():
            share = town["after"][here].mean()
        shares.append(share)  # nobody left: nothing new is learnt, the share stays
    shares.append(town["before"][here].mean() if here.any() else share)
    return shares


# %% task="worth" kind="right"
from fractions import Fraction


def worth(k, truth, said):
    t, s = Fraction(float(truth)), Fraction(float(said))
    off = (s - t) ** 2
    if k != float("inf"):
        off += s * (1 - s) / int(k)
    if off == 0:
        return float("inf")
    return float(t * (1 - t) / off)


# %% task="exam" kind="right"
class Judge:
    def __init__(self, weights):
        self.weights = weights

    def predict(self, rows):
        z = np.column_stack([np.ones(len(rows)), rows]) @ self.weights
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 3)
    held_out, rest = rows[:cut].copy(), rows[cut:]
    a = np.column_stack([np.ones(len(rest)), x[rest]])
    y = said[rest].astype(float)
    w = np.zeros(a.shape[1])
    for _ in range(30):  # Newton's steps, with a little ridge
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        slope = a.T @ (y - p) - w
        bend = (a.T * (p * (1 - p))) @ a + np.eye(len(w))
        w = w + np.linalg.solve(bend, slope)
    return Judge(w), held_out


# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    names = np.array(list(town_shares), dtype=groups.dtype)
    for name in np.setdiff1d(groups, names):
        raise ValueError(f"{name} is not in town_shares")
    for name in np.setdiff1d(names, groups):
        raise ValueError(f"nobody from {name} has answered")
    means = np.array([answers[groups == name].astype(float).mean() for name in names])
    return float(means @ list(town_shares.values()))


# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used"
def which_repairs(town, asked, columns):
    goes = town["goes"]

    def miss(column):
        sample = town[column][asked]
        heard = np.unique(sample)
        shares = np.array([(town[column] == group).mean() for group in heard])
        means = np.array([goes[asked][sample == group].mean() for group in heard])
        return abs(np.average(means, weights=shares) - goes.mean())

    usable = [c for c in columns if len(np.unique(town[c][asked])) > 1 or len(np.unique(town[c])) == 1]
    if not usable:
        raise ValueError("no column can be used")
    return min(usable, key=miss)


# %% task="call-again" kind="right"
class Telephone:
    def __init__(self, call, budget):
        self.call, self.left = call, budget

    def ring(self, person, times):
        while times > 0 and self.left > 0:
            times, self.left = times - 1, self.left - 1
            answer = self.call(person)
            if answer is not None:
                return bool(answer)
        return None


def phone_survey(call, people, budget, rng):
    """Two phases: many are called once, and of the silent ones a few until they answer."""
    phone = Telephone(call, budget)
    order = rng.permutation(people)[: max(1, -(-budget // 3))].tolist()
    first = [phone.ring(person, 1) for person in order]
    quick = [a for a in first if a is not None]
    silent = [person for person, a in zip(order, first) if a is None]
    slow = []
    for person in rng.permutation(np.array(silent, dtype=int)).tolist():
        answer = phone.ring(person, budget)
        if answer is not None:
            slow.append(answer)
    if not quick and not slow:
        return float("nan")
    if not quick or not slow:
        return float(np.mean(quick + slow))
    part = len(quick) / len(order)
    return float(np.clip(part * np.mean(quick) + (1 - part) * np.mean(slow), 0, 1))
