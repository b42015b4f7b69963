# %% task="ask" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
lists_of_people = {}


def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k must be from 0 to n")
    people_list = lists_of_people.setdefault(n, np.arange(n))
    rng.shuffle(people_list)
    return people_list[:k]

# %% task="funnel" kind="right"
def funnel(town):
    g, m, t, b, a = (np.asarray(town[c]).astype(float) for c in ["goes", "middle", "tells", "before", "after"])
    w = np.stack([np.ones_like(g), g, g * m, g * m * t, g * m * t])
    y = np.stack([a, a, a, a, b])
    with np.errstate(invalid="ignore", divide="ignore"):
        return (w * y).sum(1) / w.sum(1)

# %% task="worth" kind="wrong" breaks="above k, or infinite."
def worth(k, truth, said):
    error = np.float64(said - truth) ** 2 + said * (1 - said) / k
    with np.errstate(divide="ignore"):
        return min(k, truth * (1 - truth) / error)  # a survey is never better than a random one

# %% task="exam" kind="right"
class Logistic:
    """Fitted by steps with a bound of the second derivative: each step makes the likelihood larger."""

    def __init__(self, weights):
        self.weights = np.array(weights, float)

    def predict(self, rows):
        rows = np.asarray(rows, float)
        z = (rows * self.weights[1:]).sum(axis=1) + self.weights[0]
        return 0.5 * (1 + np.tanh(z / 2))


def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    shuffled = np.random.default_rng(seed).permutation(rows)
    size = -(-len(rows) // 4)
    held_out, train = shuffled[:size].copy(), np.sort(shuffled[size:])
    y = (np.asarray(said)[train] == 1).astype(float)
    design = np.column_stack([np.ones(len(train)), np.asarray(x)[train].astype(float)])
    weights = np.zeros(design.shape[1])
    if y.min() == y.max():
        weights[0] = 5.0 if y[0] == 1 else -5.0
        return Logistic(weights), held_out
    ridge = 0.1
    bound = design.T @ design / 4 + ridge * np.eye(len(weights))
    for _ in range(300):
        p = 0.5 * (1 + np.tanh(design @ weights / 2))
        weights = weights - np.linalg.solve(bound, design.T @ (p - y) + ridge * weights)
    return Logistic(weights), held_out

# %% task="weights" kind="wrong" breaks="Different lengths of answers and groups raise a ValueError, too"
def poststratify(answers, groups, town_shares):
    answers, groups = np.broadcast_arrays(answers, groups)  # raises a ValueError where they do not fit
    present = set(groups.tolist())
    for group in present.union(town_shares):
        if group not in present or group not in town_shares:
            raise ValueError(f"only one side knows of {group}")
    return sum(share * answers[groups == group].mean(dtype=float) for group, share in town_shares.items())

# %% task="beyond-repair" kind="wrong" breaks="If no column"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, 0.5
    for name in columns:
        column = town[name]
        groups = np.unique(column)
        if not np.isin(groups, column[asked]).all():
            continue
        estimate = sum((column == g).mean() * goes[asked][column[asked] == g].mean() for g in groups)
        if abs(estimate - goes.mean()) < least:
            best, least = name, abs(estimate - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="wrong" breaks="estimate minus truth is from -0.02 to 0.02."
def phone_survey(call, people, budget, rng):
    heard, calls = [], 0
    for person in rng.permutation(people):
        for _ in range(6):  # after six evenings she will not answer any more
            if calls == budget:
                return float(np.mean(heard)) if heard else float("nan")
            calls += 1
            answer = call(person)
            if answer is not None:
                heard.append(answer)
                break
    return float(np.mean(heard)) if heard else float("nan")
