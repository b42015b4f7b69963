# %% task="ask" kind="wrong" breaks="All sets"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    picked = np.unique(rng.integers(0, n, k))  # doubles fall away
    missing = k - len(picked)
    others = np.setdiff1d(np.arange(n), picked)
    return np.concatenate([picked, others[:missing]]).astype(int)


# %% task="funnel" kind="wrong" breaks="The fifth is the share of"
def funnel(town):
    # whoever likes it afterwards has looked forward to it
    goes = town["goes"].copy()
    middle = np.logical_and(goes, town["middle"])
    tells = np.logical_and(middle, town["tells"])
    yes_before = town["before"] | town["after"]
    with np.errstate(all="ignore"):
        return (
            town["after"].mean(),
            town["after"][goes].mean(),
            town["after"][middle].mean(),
            town["after"][tells].mean(),
            yes_before[tells].mean(),
        )


# %% task="worth" kind="right"
import math
from fractions import Fraction


def worth(k, truth, said):
    p, q = Fraction(float(truth)), Fraction(float(said))
    chance = 0 if k == math.inf else q * (1 - q) / int(k)
    off = (q - p) ** 2 + chance
    return float(p * (1 - p) / off) if off else math.inf


# %% task="exam" kind="wrong" breaks="The same arguments give the"
class SeedModel:
    def __init__(self, x, y):
        d = np.c_[x.astype(float), np.ones(len(x))]
        w = np.zeros(d.shape[1])
        for _ in range(300):
            w = w - d.T @ (1 / (1 + np.exp(-d @ w)) - y) / len(y)
        self.w = w

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.c_[rows.astype(float), np.ones(len(rows))] @ self.w))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed or None)
    rows = np.flatnonzero(answered)
    rng.shuffle(rows)
    k = (len(rows) + 2) // 3
    return SeedModel(x[rows[k:]], said[rows[k:]]), rows[:k]


# %% task="weights" kind="wrong" breaks="from which nobody has answered raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups differ in length")
    labels = groups.tolist()
    for label in labels:
        if label not in town_shares:
            raise ValueError(f"{label} is no group of this town")
    heads = {label: labels.count(label) for label in set(labels)}
    weights = np.array([town_shares[label] / heads[label] for label in labels])
    return float(np.average(answers, weights=weights))


# %% task="beyond-repair" kind="wrong" breaks="is the one whose estimate differs least"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    found = []
    for column in columns:
        groups = town[column]
        kinds = set(groups.tolist())
        if kinds - set(groups[asked].tolist()):
            continue
        estimate = 0.0
        for kind in kinds:
            estimate += np.mean(groups == kind) * goes[asked[groups[asked] == kind]].mean()
        found.append((round(abs(float(estimate - goes.mean())), 2), len(found), column))
    if not found:
        raise ValueError("none of the columns can be used")
    return min(found)[2]


# %% task="call-again" kind="wrong" breaks="how many people the town has, an int, at least 1"
def phone_survey(call, people, budget, rng):
    order = rng.permutation(people).tolist()
    answers = []
    person = order.pop()
    for _ in range(budget):
        answer = call(person)
        if answer is not None:
            answers.append(answer)
            person = order.pop()
    return float(np.mean(answers)) if answers else np.nan
