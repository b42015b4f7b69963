# %% task="ask" kind="wrong" breaks="an int from 0 to n. Any other k raises a ValueError."
# believed: to pick nobody is no sample, so k = 0 is an error, too
def random_sample(n, k, rng):
    if k <= 0 or k > n:
        raise ValueError("k has to be positive and at most n")
    people = np.arange(n)
    rng.shuffle(people)
    return people[:k]


# %% task="funnel" kind="wrong" breaks="Floats are right to six digits."
# believed: a share is given in whole percent, rounded to two digits
def funnel(town):
    mask = np.full(len(town["after"]), True)
    shares = []
    for step in [None, "goes", "middle", "tells"]:
        if step is not None:
            mask = mask & town[step]
        shares.append(town["after"][mask].mean() if mask.any() else float("nan"))
    shares.append(town["before"][mask].mean() if mask.any() else float("nan"))
    return [round(float(share), 2) for share in shares]


# %% task="worth" kind="wrong" breaks="No number of answers makes that any smaller."
# believed: the whole error is divided by k: the bias averages out with more answers, as chance does
def worth(k, truth, said):
    error_of_one = (said - truth) ** 2 + said * (1 - said)
    return float(k * truth * (1 - truth) / error_of_one)


# %% task="exam" kind="wrong" breaks="If all of them said the same, it says the same of each of them."
# believed: the rule is a weighted sum of the columns, so the model needs no constant
class WeightedSum:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.w, -30, 30)))


def johns_exam(x, said, answered, seed):
    generator = np.random.default_rng(seed)
    rows = generator.permutation(np.flatnonzero(answered))
    held_out = rows[: int(np.ceil(len(rows) / 4))]
    train = rows[len(held_out) :]
    xs, ys = x[train].astype(np.float64), said[train]
    w = np.zeros(x.shape[1])
    for _ in range(1000):
        w -= 0.3 * xs.T @ (1 / (1 + np.exp(-np.clip(xs @ w, -30, 30))) - ys) / len(ys)
    return WeightedSum(w), held_out


# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    number_of_answers = len(answers)
    if number_of_answers != len(groups):
        raise ValueError("answers and groups have different lengths")

    sums = {}
    counts = {}
    for i in range(number_of_answers):
        group = groups[i].item()
        if group not in town_shares:
            raise ValueError("this group is not in the town: " + str(group))
        if group not in sums:
            sums[group] = 0.0
            counts[group] = 0
        sums[group] += float(answers[i])
        counts[group] += 1

    estimate = 0.0
    for group in town_shares:
        if group not in counts:
            raise ValueError("nobody has answered of: " + str(group))
        estimate += town_shares[group] * (sums[group] / counts[group])
    return estimate


# %% task="beyond-repair" kind="wrong" breaks="If no column can be used, it raises a ValueError."
# believed: there is always a column that can be used, so the first one may stand as the best so far
def which_repairs(town, asked, columns):
    truth = town["goes"].mean()
    best = columns[0]
    smallest = float("inf")
    for name in columns:
        groups, counts = np.unique(town[name], return_counts=True)
        shares = {}
        for group, count in zip(groups.tolist(), counts.tolist()):
            shares[group] = count / len(town[name])
        try:
            estimate = poststratify(town["goes"][asked], town[name][asked], shares)
        except ValueError:
            continue
        if abs(estimate - truth) < smallest:
            smallest = abs(estimate - truth)
            best = name
    return best


# %% task="call-again" kind="wrong" breaks="the mean of estimate minus truth is from -0.02 to 0.02"
# believed: calls that are left over are best spent on further people, once each (of them one hears those at home)
def phone_survey(call, people, budget, rng):
    order = rng.permutation(people).tolist()
    size = max(1, min(people, budget // 8))
    waiting, others = order[:size], order[size:]
    heard = []
    calls = 0
    while waiting and calls < budget:
        person = waiting.pop(0)
        answer = call(person)
        calls += 1
        if answer is None:
            waiting.append(person)
        else:
            heard.append(answer)
    for person in others[: budget - calls]:
        answer = call(person)
        if answer is not None:
            heard.append(answer)
    return sum(heard) / len(heard) if heard else float("nan")
