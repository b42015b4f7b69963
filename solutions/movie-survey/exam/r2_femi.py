# %% task="ask" kind="right"
def random_sample(n, k, rng):
    if not (isinstance(k, (int, np.integer)) and k in range(n + 1)):
        raise ValueError("k must be an int from 0 to n")
    return np.argsort(rng.random(n))[:k].copy()

# %% task="funnel" kind="wrong" breaks="The first four are the share of"
def funnel(town):
    ones = {name: np.asarray(town[name]).astype("uint8") for name in ["goes", "middle", "tells", "before", "after"]}
    here = np.ones_like(ones["after"])
    shares = []
    for step in ["", "goes", "middle", "tells"]:
        here = here * ones[step] if step else here
        count = int(np.count_nonzero(here))
        shares.append(int(here @ ones["after"]) / count if count else np.nan)
    shares.append(int(here @ ones["before"]) / count if count else np.nan)
    return shares

# %% task="worth" kind="wrong" breaks="or infinite."
def worth(k, truth, said):
    k = min(k, 10**9)  # as good as endless
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
class Regression:
    def __init__(self, weights):
        self.weights = weights

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(np.insert(np.asarray(rows, float), 0, 1, axis=1) @ self.weights, -30, 30)))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    held_out = []
    for answer in (0, 1):  # as many of yes and no in the exam as among the others
        rows = np.flatnonzero(answered & (said == answer))
        held_out.append(rng.permutation(rows)[: int(np.ceil(len(rows) / 4))])
    held_out = np.concatenate(held_out)
    train = np.setdiff1d(np.flatnonzero(answered), held_out)
    a, y = np.insert(x[train].astype(float), 0, 1, axis=1), said[train]
    if len(np.unique(y)) == 1:
        return Regression(np.array([4.0 if y[0] == 1 else -4.0] + [0.0] * x.shape[1])), held_out
    weights = np.zeros(a.shape[1])
    for _ in range(300):
        weights += a.T @ (y - 1 / (1 + np.exp(-a @ weights))) / len(y)
    return Regression(weights), held_out

# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    present = dict.fromkeys(groups.tolist())
    missing = next((group for group in town_shares if group not in present), None)
    if missing:
        raise ValueError(f"nobody of {missing} has answered")
    for group in present:
        if group not in town_shares:
            raise ValueError(f"{group} is no group of the town")
    return sum(town_shares[group] * float(answers[groups == group].mean()) for group in present)

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes, off = town["goes"], []
    for c in (town[name] for name in columns):
        parts = [(np.mean(c == g), goes[asked][c[asked] == g]) for g in np.unique(c)]
        off.append(sum(w * (a.mean() if len(a) else np.nan) for w, a in parts) - goes.mean())
    return columns[int(np.nanargmin(np.abs(off)))]

# %% task="call-again" kind="wrong" breaks="estimate minus truth is from -0.02 to 0.02."
def phone_survey(call, people, budget, rng):
    answers, weights, made = [], [], 0
    for person in rng.permutation(people):
        tries, answer = 0, None
        while answer is None and made < budget:
            tries, made, answer = tries + 1, made + 1, call(person)
        if answer is not None:
            answers.append(float(answer))
            weights.append(tries)  # who is hard to reach stands for others who are
        if made == budget:
            break
    return float(np.average(answers, weights=weights)) if answers else float("nan")
