# %% task="ask" kind="wrong" breaks="an int from 0 to n. Any other k raises a ValueError."
# believed: only too many people are a wrong k; a k below 0 was forgotten, and [:k] then cuts from the end
def random_sample(n, k, rng):
    if k > n:
        raise ValueError("There are only %d people." % n)
    return rng.permutation(n)[:k]


# %% task="funnel" kind="wrong" breaks="The fifth is the share of before among the same people as the fourth."
# believed: the fifth number is the share of "before" in the whole town
def funnel(town):
    after = town["after"]
    asked = np.ones(len(after), dtype=bool)
    result = [after.mean()]
    for step in ["goes", "middle", "tells"]:
        asked = asked & town[step]
        result.append(after[asked].mean() if asked.any() else np.nan)
    result.append(town["before"].mean())
    return result


# %% task="worth" kind="right"
import math


def worth(k, truth, said):
    """MSE of the survey = bias^2 + variance; set equal to truth (1 - truth) / m, solve for m."""
    bias_squared = (said - truth) ** 2
    variance = 0.0 if math.isinf(k) else said * (1.0 - said) / k
    mean_squared_error = bias_squared + variance
    if mean_squared_error == 0.0:
        return math.inf
    return truth * (1.0 - truth) / mean_squared_error


# %% task="exam" kind="wrong" breaks="The model learns from the rest of those who answered."
# believed: the exam is only for judging, so the final model may be fitted on all the answers there are
def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    rng = np.random.default_rng(seed)
    held_out = rng.choice(rows, size=int(np.ceil(len(rows) / 3)), replace=False)
    features = np.column_stack([np.ones(len(rows)), x[rows]]).astype(float)
    target = said[rows].astype(float)
    w = np.zeros(features.shape[1])
    for _ in range(1000):
        p = 1 / (1 + np.exp(-features @ w))
        w -= 0.3 * features.T @ (p - target) / len(target)
    return LogisticModel(w), held_out


class LogisticModel:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        features = np.column_stack([np.ones(len(rows)), rows])
        return 1 / (1 + np.exp(-features @ self.w))


# %% task="weights" kind="wrong" breaks="in any order of groups"
# believed: the dictionary has its groups in the same (sorted) order as np.unique
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups must have the same length")
    present = np.unique(groups)
    for group in town_shares:
        if group not in present.tolist():
            raise ValueError(f"nobody from {group} has answered")
    for group in present.tolist():
        if group not in town_shares:
            raise ValueError(f"{group} is not in town_shares")
    means = np.array([answers[groups == group].mean() for group in present])
    return float(np.dot(means, list(town_shares.values())))


# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least from the share of goes in the whole town"
# believed: shares are compared in whole percent, so they may be rounded first
def which_repairs(town, asked, columns):
    truth = round(town["goes"].mean(), 2)
    went = town["goes"][asked]
    results = {}
    for column in columns:
        everybody = town[column]
        theirs = everybody[asked]
        estimate = 0
        usable = True
        for group in np.unique(everybody):
            if not (theirs == group).any():
                usable = False
                break
            estimate += (everybody == group).mean() * went[theirs == group].mean()
        if usable:
            results[column] = abs(round(estimate, 2) - truth)
    if not results:
        raise ValueError("no column can be used")
    return min(results, key=results.get)


# %% task="call-again" kind="wrong" breaks="If all who answered said yes, it is 1; if all said no, it is 0."
# believed: somebody who was never reached counts as a no (the share is taken of all who were picked)
def phone_survey(call, people, budget, rng):
    size = max(1, min(people, budget // 4))
    picked = rng.choice(people, size, replace=False)
    answers = {}
    calls = 0
    while calls < budget and len(answers) < size:
        for person in picked.tolist():
            if person in answers or calls == budget:
                continue
            calls += 1
            answer = call(person)
            if answer is not None:
                answers[person] = answer
    if not answers:
        return float("nan")
    yes = sum(1 for person in picked.tolist() if answers.get(person))
    return yes / size
