# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k is from 0 to n")
    people = np.arange(n)
    # Mix the list from its end: each one changes places with somebody before it.
    for i in range(n - 1, 0, -1):
        j = rng.integers(0, i)
        people[i], people[j] = people[j], people[i]
    return people[:k]

# %% task="funnel" kind="wrong" breaks="Returns five floats in a tuple, list or array"
def funnel(town):
    everybody = np.ones(len(town["goes"]), bool)
    masks = [everybody, town["goes"]]
    masks.append(masks[-1] & town["middle"])
    masks.append(masks[-1] & town["tells"])
    says = [town["after"]] * 4 + [town["before"]]
    return (float(s[m].mean()) if m.any() else float("nan") for s, m in zip(says, [*masks, masks[-1]]))

# %% task="worth" kind="right"
def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        return np.divide(truth * (1.0 - truth), np.square(np.subtract(said, truth)) + said * (1.0 - said) / k)

# %% task="exam" kind="wrong" breaks="If all of them said the same, it says the same of each of them."
class Slope:
    """The columns have mean 0, so no intercept is needed."""

    def __init__(self, x, y):
        self.w = np.zeros(x.shape[1])
        for _ in range(400):
            self.w -= 0.5 * (self.predict(x) - y) @ x / len(x)

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.w, -30, 30)))


def johns_exam(x, said, answered, seed):
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    n_exam = -(-len(people) // 4)
    held_out, rest = people[:n_exam], people[n_exam:]
    return Slope(x[rest].astype(float), said[rest]), held_out

# %% task="weights" kind="wrong" breaks="what is handed in is not changed"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("the lengths differ")
    estimate = 0.0
    for group in set(groups.tolist()):
        try:
            share = town_shares.pop(group)
        except KeyError:
            raise ValueError(f"{group} is not in the town") from None
        estimate += share * answers[groups == group].mean()
    if town_shares:
        raise ValueError(f"nobody has answered from: {list(town_shares)}")
    return float(estimate)

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    """Each answer counts as many people as stand behind it."""

    def off(name):
        _, code = np.unique(town[name], return_inverse=True)
        in_town, heard = np.bincount(code), np.bincount(code[asked], minlength=code.max() + 1)
        if not heard.all():
            return np.inf
        weight = (in_town / heard)[code[asked]] / len(code)
        return abs(weight @ town["goes"][asked].astype(float) - town["goes"].mean())

    distances = {name: off(name) for name in columns}
    best = min(distances, key=distances.get)
    if np.isinf(distances[best]):
        raise ValueError("in every column there is a group that nobody was asked from")
    return best

# %% task="call-again" kind="wrong" breaks="how many calls may be made in all"
def phone_survey(call, people, budget, rng):
    waiting = rng.permutation(people)[: max(1, budget // 4)].tolist()
    answers = []
    try:
        while waiting:
            for person in waiting.copy():
                said = call(person)
                if said is not None:
                    answers.append(said)
                    waiting.remove(person)
    except RuntimeError:
        pass  # no call is left
    return sum(answers) / len(answers) if answers else float("nan")
