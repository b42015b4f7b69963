# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
# believed: a good random sample is spread evenly, so one person is drawn out of each of k equal parts of the list
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k must be between 0 and n")
    edges = np.arange(k + 1) * n // max(k, 1)
    picked = [rng.integers(low, high) for low, high in zip(edges[:-1], edges[1:])]
    return np.array(picked, dtype=int)


# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
# believed: &= makes a new array, as & does
def funnel(town):
    def share(column, mask):
        return column[mask].mean() if mask.any() else np.nan

    after = town["after"]
    result = [after.mean()]
    mask = town["goes"]
    result.append(share(after, mask))
    mask &= town["middle"]
    result.append(share(after, mask))
    mask &= town["tells"]
    result.append(share(after, mask))
    result.append(share(town["before"], mask))
    return np.array(result)


# %% task="worth" kind="wrong" breaks="Infinity says what it could be worth at best."
# believed: endlessly many answers are worth endlessly many, biased or not
import math


def worth(k, truth, said):
    if math.isinf(k):
        return math.inf
    mse = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / mse


# %% task="exam" kind="wrong" breaks="neither x nor said of people who are held out or who did not answer changes its answers"
# believed: everybody who is not held out is a training row (that most of them never answered was overlooked)
class JohnsModel:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.weights + self.bias, -30, 30)))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    who = np.flatnonzero(answered)
    held_out = rng.choice(who, (len(who) + 3) // 4, replace=False)
    train = np.ones(len(x), dtype=bool)
    train[held_out] = False
    x_train, y_train = x[train].astype("float64"), said[train]
    weights, bias = np.zeros(x.shape[1]), 0.0
    for _ in range(600):
        error = 1 / (1 + np.exp(-np.clip(x_train @ weights + bias, -30, 30))) - y_train
        weights = weights - 0.3 * x_train.T @ error / len(error)
        bias = bias - 0.3 * error.mean()
    return JohnsModel(weights, bias), held_out


# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError(f"{len(answers)} answers, but {len(groups)} groups")
    names, place = np.unique(groups, return_inverse=True)
    names = names.tolist()
    unmatched = set(names).symmetric_difference(town_shares)
    if unmatched:
        raise ValueError(f"only in the town, or only among the answers: {unmatched}")
    means = np.bincount(place, weights=answers.astype(float)) / np.bincount(place)
    return float(means @ [town_shares[name] for name in names])


# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    found = []
    for name in columns:
        groups, counts = np.unique(town[name], return_counts=True)
        shares = {g: c / len(goes) for g, c in zip(groups.tolist(), counts.tolist())}
        try:
            estimate = poststratify(goes[asked], town[name][asked], shares)
        except ValueError:
            continue
        found.append((abs(estimate - goes.mean()), name))
    # min raises the ValueError itself if nothing was found
    return min(found)[1]


# %% task="call-again" kind="wrong" breaks="how many calls may be made in all"
# believed: the RuntimeError tells when the budget is used up, so it can be tried and caught
def phone_survey(call, people, budget, rng):
    waiting = rng.permutation(people)[: max(1, budget // 4)].tolist()
    heard = []
    try:
        while waiting:
            still_waiting = []
            for person in waiting:
                answer = call(person)
                if answer is None:
                    still_waiting.append(person)
                else:
                    heard.append(answer)
            waiting = still_waiting
    except RuntimeError:
        pass
    return float(np.mean(heard)) if heard else float("nan")
