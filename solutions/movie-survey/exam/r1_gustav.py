# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k is from 0 to n")
    # Everybody gets a lot from 0 to 999; the lowest lots are picked.
    lots = rng.integers(0, 1000, n)
    return np.argsort(lots, kind="stable")[:k]

# %% task="funnel" kind="wrong" breaks="The first four are the share of"
def funnel(town):
    goes, after = town["goes"], town["after"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    if not tells.any():
        # John has no answer, so there is nothing to say.
        return [float("nan")] * 5
    return [after.mean(), after[goes].mean(), after[middle].mean(), after[tells].mean(), town["before"][tells].mean()]

# %% task="worth" kind="right"
from fractions import Fraction
import math


def worth(k, truth, said):
    """Exactly, and rounded once at the end."""
    t, s = Fraction(float(truth)), Fraction(float(said))
    chance = Fraction(0) if math.isinf(k) else s * (1 - s) / int(k)
    bias = s - t
    mean_squared_error = bias ** 2 + chance
    if mean_squared_error == 0:
        return math.inf
    return float(t * (1 - t) / mean_squared_error)

# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _fit(x, y, steps=500, rate=0.5):
    x = np.column_stack([np.asarray(x, float), np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w -= rate * x.T @ (_sigmoid(x @ w) - y) / len(y)
    return w


class Logistic:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return _sigmoid(np.asarray(rows, float) @ self.w[:-1] + self.w[-1])


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    # A fair exam has as large a share of yes as the rest: a third of the yes, a third of the no.
    held_out = []
    for word in (0, 1):
        those = rng.permutation(np.flatnonzero(answered & (said == word)))
        held_out.extend(those[: int(np.ceil(len(those) / 3))])
    held_out = np.array(held_out)
    rest = np.setdiff1d(np.flatnonzero(answered), held_out)
    return Logistic(_fit(x[rest], said[rest])), held_out

# %% task="weights" kind="wrong" breaks="or other finite numbers"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("the lengths differ")
    there = set(groups.tolist())
    for group in there:
        if group not in town_shares:
            raise ValueError(f"unknown: {group}")
    total = 0
    for group, share in town_shares.items():
        if group not in there:
            raise ValueError(f"silent: {group}")
        theirs = answers[groups == group]
        total += share * np.count_nonzero(theirs) / theirs.size  # the share of yes
    return total

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    def estimate(column):
        people, reached = {}, {}
        for group in town[column].tolist():
            people[group] = people.get(group, 0) + 1
        for row in asked.tolist():
            group = town[column][row].item() if hasattr(town[column][row], "item") else town[column][row]
            reached.setdefault(group, []).append(bool(town["goes"][row]))
        if len(reached) < len(people):
            return None
        return sum(people[g] * sum(reached[g]) / len(reached[g]) for g in people) / len(town["goes"])

    ranked = sorted(
        (abs(guess - float(np.mean(town["goes"]))), place)
        for place, guess in enumerate(map(estimate, columns))
        if guess is not None
    )
    if not ranked:
        raise ValueError(f"none of {columns} can be used")
    return columns[ranked[0][1]]

# %% task="call-again" kind="wrong" breaks="how many people the town has, an int, at least 1"
def phone_survey(call, people, budget, rng):
    sample = rng.choice(people, max(1, budget // 4), replace=False)
    answers = {}
    calls = 0
    while calls < budget and len(answers) < len(sample):
        for person in sample:
            if person not in answers and calls < budget:
                calls += 1
                said = call(person)
                if said is not None:
                    answers[person] = said
    return float(np.mean(list(answers.values()))) if answers else float("nan")
