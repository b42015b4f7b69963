# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    # a reservoir: it never needs the whole list in memory
    if k < 0 or k > n:
        raise ValueError(f"k = {k} is not from 0 to {n}")
    kept = np.arange(k)
    for person in range(k, n):
        place = rng.integers(person)
        if place < k:
            kept[place] = person
    return kept


# %% task="funnel" kind="right"
def funnel(town):
    """One walk through the town, with tally marks."""
    heads, likes, said = [0, 0, 0, 0], [0, 0, 0, 0], 0
    for goes, middle, tells, before, after in zip(town["goes"], town["middle"], town["tells"], town["before"], town["after"]):
        step = 0
        while True:
            heads[step] += 1
            likes[step] += 1 if after else 0
            if step == 3:
                said += 1 if before else 0
                break
            if not (goes, middle, tells)[step]:
                break
            step += 1
    nan = float("nan")
    shares = [like / head if head else nan for like, head in zip(likes, heads)]
    shares.append(said / heads[3] if heads[3] else nan)
    return tuple(shares)


# %% task="worth" kind="wrong" breaks="The town is large, so it does not matter whether anybody"
import math


def worth(k, truth, said):
    town = 40_000
    if math.isinf(k) or k >= town:
        variance = 0.0
    else:
        variance = said * (1 - said) / k * (town - k) / (town - 1)
    error = (said - truth) ** 2 + variance
    if error == 0:
        return math.inf
    # and the random sample is drawn without putting back, too
    return truth * (1 - truth) * town / (error * (town - 1) + truth * (1 - truth))


# %% task="exam" kind="wrong" breaks="Nobody else has a part in it"
class _Logistic:
    def __init__(self, x, y, mean, spread):
        self.mean, self.spread = mean, spread
        design = self.design(x)
        self.weights = np.zeros(design.shape[1])
        for _ in range(6):  # few steps, so that it learns nothing by heart
            off = 1 / (1 + np.exp(-design @ self.weights)) - y
            self.weights = self.weights - 2 * design.T @ off / len(y)

    def design(self, rows):
        rows = (np.asarray(rows, float) - self.mean) / self.spread
        return np.column_stack([rows, np.ones(len(rows))])

    def predict(self, rows):
        return 1 / (1 + np.exp(-self.design(rows) @ self.weights))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    quarter = -(-len(rows) // 4)
    held_out, train = rows[:quarter], rows[quarter:]
    # one scale for the whole town, so that predict fits everybody
    mean, spread = x.mean(axis=0, dtype=float), x.std(axis=0, dtype=float) + 1e-9
    return _Logistic(x[train], said[train], mean, spread), held_out


# %% task="weights" kind="wrong" breaks="bools, ints or floats"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("not as many groups as answers")
    members = {group: [] for group in town_shares}
    for row, group in enumerate(groups.tolist()):
        if group not in members:
            raise ValueError(f"unknown: {group}")
        members[group].append(row)
    result = 0
    for group, rows in members.items():
        if not rows:
            raise ValueError(f"no one of {group} has answered")
        result += town_shares[group] * float(sum(answers[rows]) / len(rows))
    return float(result)


# %% task="beyond-repair" kind="wrong" breaks="in either direction"
def which_repairs(town, asked, columns):
    goes, truth = town["goes"], town["goes"].mean()
    gaps = {}
    for column in columns:
        groups, there = town[column], town[column][asked]
        if set(np.unique(groups).tolist()) != set(np.unique(there).tolist()):
            continue
        estimate = sum((groups == g).mean() * goes[asked][there == g].mean() for g in np.unique(groups))
        gaps[column] = estimate - truth
    if not gaps:
        raise ValueError("no column can be used")
    return min(gaps, key=gaps.get)


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    answers, order = [], rng.permutation(people)
    while budget and len(answers) < people:
        budget -= 1
        answers += [a for a in [call(order[len(answers)])] if a is not None]
    return np.mean(answers) if answers else np.nan
