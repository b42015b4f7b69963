# %% task="ask" kind="wrong" breaks="an int from 0 to n. Any other k raises a ValueError."
def random_sample(n, k, rng):
    if k > n or k != int(k):
        raise ValueError("there are not so many people")
    return rng.permutation(n)[:k]

# %% task="funnel" kind="wrong" breaks="Returns five floats in a tuple, list or array."
def funnel(town):
    here = np.full(town["after"].shape, True)
    steps = [(here, "after")]
    for name in ["goes", "middle", "tells"]:
        here = here & town[name]
        steps.append((here, "after"))
    steps.append((here, "before"))
    return (town[name][mask].mean() if mask.any() else np.nan for mask, name in steps)

# %% task="worth" kind="right"
class Survey:
    """A share of yes, as it is drawn from a crowd that says yes with this probability."""

    def __init__(self, share):
        self.share = np.float64(share)

    def spread(self):
        return self.share * (1.0 - self.share)

    def error(self, k, truth):
        # E (answer - truth)^2 of one answer, of which all but the bias shrinks with k
        alone = self.share * (1 - truth) ** 2 + (1 - self.share) * truth**2
        bias2 = (self.share - truth) ** 2
        return bias2 if np.isinf(k) else bias2 + (alone - bias2) / k


def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        return np.divide(Survey(truth).spread(), Survey(said).error(k, truth))

# %% task="exam" kind="wrong" breaks="whatever else has been fitted since."
class JohnsModel:
    weights = {}

    @classmethod
    def fit(cls, a, y):
        cls.weights["slopes"], cls.weights["start"] = np.zeros(a.shape[1]), 0.0
        if y.min() == y.max():
            cls.weights["start"] = 4.0 if y[0] == 1 else -4.0
            return
        for _ in range(300):
            miss = y - cls.predict(a)
            cls.weights["slopes"] = cls.weights["slopes"] + a.T @ miss / len(y)
            cls.weights["start"] += miss.mean()

    @classmethod
    def predict(cls, rows):
        z = np.asarray(rows, float) @ cls.weights["slopes"] + cls.weights["start"]
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = -(-len(rows) // 4)
    model = JohnsModel()
    model.fit(x[rows[size:]].astype(float), said[rows[size:]])
    return model, rows[:size]

# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError(f"{len(answers)} answers, but {len(groups)} groups")
    heard = {}
    for answer, group in zip(answers.tolist(), groups.tolist()):
        if group not in town_shares:
            raise ValueError(f"the town has no group {group}")
        heard.setdefault(group, []).append(float(answer))
    total = 0.0
    for group, share in town_shares.items():
        if group not in heard:
            raise ValueError(f"nobody of {group} has answered")
        total += share * (sum(heard[group]) / len(heard[group]))
    return total

# %% task="beyond-repair" kind="wrong" breaks="cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, np.inf
    for name in columns:
        column, estimate = town[name], 0.0
        groups, counts = np.unique(column, return_counts=True)
        if len(np.unique(column[asked])) < len(groups):
            break
        for group, count in zip(groups, counts):
            estimate += count / len(column) * goes[asked][column[asked] == group].mean()
        if abs(estimate - goes.mean()) < least:
            best, least = name, abs(estimate - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="wrong" breaks="It decides which people are called."
def phone_survey(call, people, budget, rng):
    order = np.random.default_rng(people + budget).permutation(people)
    heard, place = [], 0
    for _ in range(budget):
        answer = call(int(order[place]))
        if answer is not None:
            heard.append(answer)
            place += 1
            if place == len(order):
                break
    return float(np.mean(heard)) if heard else float("nan")
