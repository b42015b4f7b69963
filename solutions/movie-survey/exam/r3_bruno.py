# %% task="ask" kind="right"
def random_sample(n, k, rng):
    # Knuth's algorithm S: everybody in turn is taken with the chance (still needed) / (still left)
    if not 0 <= k <= n:
        raise ValueError(f"k is {k}, and not from 0 to {n}")
    dice = rng.integers(np.arange(n, 0, -1))
    picked = np.empty(k, dtype=np.int64)
    have = 0
    for person in range(n):
        if dice[person] < k - have:
            picked[have] = person
            have += 1
    return picked

# %% task="funnel" kind="wrong" breaks="among everybody; among those who go; among those who go and sit in the middle"
def funnel(town):
    nobody = float("nan")
    out = []
    here = np.ones(len(town["after"]), bool)
    for step in (None, "goes", "middle", "tells"):
        if step:
            here = here & town[step]
        out.append(float(town["after"][here].sum() / max(here.sum(), 1)) or nobody)
    out.append(float(town["before"][here].sum() / max(here.sum(), 1)) or nobody)
    return tuple(out)

# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite"
def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        size = np.float64(truth * (1 - truth)) / np.float64((said - truth) ** 2 + said * (1 - said) / k)
    return float(min(size, k))

# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
class BrunosModel:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        z = np.asarray(rows, float) @ self.w[:-1] + self.w[-1]
        return 0.5 * (1 + np.tanh(z / 2))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    w = np.append(0.01 * rng.normal(size=x.shape[1]), 0.0)
    mixed = rng.permutation(np.flatnonzero(answered))
    cut = (len(mixed) + 2) // 3
    held_out, train = mixed[:cut], mixed[cut:]
    a = np.column_stack([x[train], np.ones(len(train))]).astype(float)
    for _ in range(500):
        p = 0.5 * (1 + np.tanh(a @ w / 2))
        w = w - 0.5 * a.T @ (p - (said[train] == 1)) / len(train)
    return BrunosModel(w), held_out

# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError, and its message holds the group's name."
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("answers and groups differ in length")
    names = np.array(list(town_shares)).astype(groups.dtype)
    shares = np.array(list(town_shares.values()), float)
    strange = groups[~np.isin(groups, names)]
    if len(strange):
        raise ValueError(f"{strange[0]} is not in town_shares")
    total = 0.0
    for name, share in zip(names, shares):
        mine = groups == name
        if not mine.any():
            raise ValueError(f"nobody in {name} has answered")
        total += share * answers[mine].astype(float).mean()
    return float(total)

# %% task="beyond-repair" kind="wrong" breaks="Returns the best column's name, a str."
def which_repairs(town, asked, columns):
    truth = town["goes"].mean()
    said = town["goes"][asked]
    best, nearest = None, 0.5
    for column in columns:
        names, which = np.unique(town[column], return_inverse=True)
        shares = np.bincount(which, minlength=len(names)) / len(which)
        heads = np.bincount(which[asked], minlength=len(names))
        if (heads == 0).any():
            continue
        means = np.bincount(which[asked], weights=said, minlength=len(names)) / heads
        gap = abs(float(shares @ means) - truth)
        if gap < nearest:
            best, nearest = column, gap
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="wrong" breaks="the mean of estimate minus truth is from -0.02 to 0.02"
def phone_survey(call, people, budget, rng):
    heard, left = [], budget
    for person in rng.permutation(people):
        for _ in range(3):  # after three evenings it is impolite to go on
            if left == 0:
                break
            left -= 1
            answer = call(int(person))
            if answer is not None:
                heard.append(answer)
                break
        if left == 0:
            break
    return sum(heard) / len(heard) if heard else float("nan")
