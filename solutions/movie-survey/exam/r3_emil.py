# %% task="ask" kind="wrong" breaks="the numbers of k different people"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must lie between 0 and n")
    keys = rng.random(n)
    return np.argsort(keys)[:k].astype(np.int16)

# %% task="funnel" kind="wrong" breaks="it may hold other columns, too"
def funnel(town):
    flags = {name: column for name, column in town.items() if column.dtype == bool}
    here = np.ones(len(flags["after"]), bool)
    shares = [float(flags["after"].mean())]
    for name, column in flags.items():
        if name in ("before", "after"):
            continue
        if len(shares) == 4:
            break
        here = here & column
        shares.append(float(flags["after"][here].mean()) if here.any() else float("nan"))
    shares.append(float(flags["before"][here].mean()) if here.any() else float("nan"))
    return np.array(shares)

# %% task="worth" kind="wrong" breaks="Floats are right to six digits."
def worth(k, truth, said):
    truth, said, one = np.float32(truth), np.float32(said), np.float32(1)
    error = (said - truth) ** 2 + said * (one - said) / np.float32(k)
    if error == 0:
        return float("inf")
    return float(truth * (one - truth) / error)

# %% task="exam" kind="right"
import math
from typing import NamedTuple


class EmilsModel(NamedTuple):
    slope: tuple
    level: float

    def predict(self, rows):
        marks = []
        for row in rows.tolist():
            z = self.level + math.fsum(s * v for s, v in zip(self.slope, row))
            marks.append(0.5 + 0.5 * math.tanh(0.5 * z))
        return np.array(marks)


def johns_exam(x, said, answered, seed):
    names = [row for row, spoke in enumerate(answered.tolist()) if spoke]
    lots = np.random.default_rng([seed, 77]).random(len(names))
    by_lot = [name for _, name in sorted(zip(lots.tolist(), names))]
    size = math.ceil(0.3 * len(names))
    held_out, train = np.array(by_lot[:size]), np.array(sorted(by_lot[size:]))
    a = np.ones((len(train), x.shape[1] + 1))
    a[:, 1:] = x[train]
    y = np.where(said[train] == 1, 1.0, 0.0)
    w = np.zeros(a.shape[1])
    for _ in range(40):
        p = 0.5 + 0.5 * np.tanh(0.5 * (a @ w))
        bend = (a * (p * (1 - p))[:, None]).T @ a + np.eye(len(w))
        w = w - np.linalg.solve(bend, a.T @ (p - y) + w)
    return EmilsModel(tuple(w[1:].tolist()), float(w[0])), held_out

# %% task="weights" kind="wrong" breaks="groups:      array of shape (m,), texts or whole numbers: the group of each of these people."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    seen = set(groups.tolist())
    for name in seen ^ set(town_shares):
        raise ValueError(f"group {name} is only on one side")
    if groups.dtype.kind in "iu":
        heads = np.bincount(groups)
        sums = np.bincount(groups, weights=answers)
        return float(sum(share * sums[name] / heads[name] for name, share in town_shares.items()))
    return float(sum(share * answers[groups == name].mean(dtype=float) for name, share in town_shares.items()))

# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    goes, truth = town["goes"][asked], town["goes"].mean()
    gaps = []
    for column in columns:
        names, which, size = np.unique(town[column], return_inverse=True, return_counts=True)
        heads = np.bincount(which[asked], minlength=len(names))
        if heads.min() < 2:  # one person is no group
            continue
        means = np.bincount(which[asked], weights=goes, minlength=len(names)) / heads
        gaps.append((abs(size @ means / size.sum() - truth), column))
    if not gaps:
        raise ValueError("no column can be used")
    return min(gaps)[1]

# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    """Double sampling (Hansen and Hurwitz): everybody in the sample is called once; of the silent ones a
    random part is called until they answer, and speaks for all the silent ones."""
    calls = 0
    sample = rng.permutation(people)[: max(1, budget // 3)]
    at_once, silent = [], []
    for person in sample:
        calls += 1
        answer = call(person)
        (silent if answer is None else at_once).append(person if answer is None else bool(answer))
    later = []
    for person in rng.permutation(np.array(silent, dtype=int)):
        answer = None
        while answer is None and calls < budget:
            calls += 1
            answer = call(person)
        if answer is None:
            break
        later.append(bool(answer))
    if not at_once and not later:
        return float("nan")
    if not later:
        return sum(at_once) / len(at_once)
    if not at_once:
        return sum(later) / len(later)
    a, b = len(at_once), len(silent)
    return (a * (sum(at_once) / len(at_once)) + b * (sum(later) / len(later))) / (a + b)
