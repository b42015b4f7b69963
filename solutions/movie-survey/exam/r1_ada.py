# %% task="ask" kind="right"
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError(f"k must be from 0 to {n}. Received: {k}")
    return rng.choice(n, size=k, replace=False, shuffle=False)

# %% task="funnel" kind="wrong" breaks="is NaN"
def funnel(town):
    def share(column, mask):
        return (column & mask).sum() / max(mask.sum(), 1)

    mask = np.ones(len(town["after"]), bool)
    shares = [share(town["after"], mask)]
    for step in ["goes", "middle", "tells"]:
        mask = mask & town[step]
        shares.append(share(town["after"], mask))
    return shares + [share(town["before"], mask)]

# %% task="worth" kind="wrong" breaks="or infinite"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / max(error, 1e-12)  # never divide by 0

# %% task="exam" kind="right"
class Newton:
    """Logistic regression by Newton's steps, with a little decay of the weights."""

    def __init__(self, x, y):
        x = self._with_one(x)
        w = np.zeros(x.shape[1])
        decay = np.diag([1e-3] * x.shape[1])
        for _ in range(30):
            p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
            slope = x.T @ (p - y) / len(y) + decay @ w
            curve = (x * (p * (1 - p))[:, None]).T @ x / len(y) + decay
            w = w - np.clip(np.linalg.solve(curve, slope), -2, 2)
        self.w = w

    @staticmethod
    def _with_one(x):
        return np.column_stack([np.ones(len(x)), np.asarray(x, float)])

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(self._with_one(rows) @ self.w, -30, 30)))


def johns_exam(x, said, answered, seed):
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    n_exam = -(-len(people) // 4)
    held_out, rest = people[:n_exam], people[n_exam:]
    return Newton(x[rest], said[rest].astype(float)), held_out

# %% task="weights" kind="wrong" breaks="even if one of"
def poststratify(answers, groups, town_shares):
    answers, groups = np.broadcast_arrays(answers, groups)  # raises a ValueError if the shapes do not fit
    known = list(town_shares)
    for group in set(groups.tolist()).symmetric_difference(known):
        raise ValueError(f"the group {group} is not on both sides")
    return float(sum(town_shares[group] * answers[groups == group].mean() for group in known))

# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least"
def which_repairs(town, asked, columns):
    scores = []
    for name in columns:
        groups, size = np.unique(town[name], return_counts=True)
        heard = [town["goes"][asked][town[name][asked] == g] for g in groups]
        if all(len(h) for h in heard):
            estimate = sum(s * h.mean() for s, h in zip(size, heard)) / size.sum()
            scores.append((round(abs(estimate - town["goes"].mean()), 2), name))
    if not scores:
        raise ValueError("no column can be used")
    return min(scores)[1]

# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    """Pick few, and go round among those who have not answered until all have, or no call is left."""
    size = min(people, max(1, budget // 5))
    waiting = rng.choice(people, size, replace=False).tolist()
    answers, left = [], budget
    while waiting and left:
        again = []
        for person in waiting:
            if not left:
                break
            left -= 1
            said = call(person)
            if said is None:
                again.append(person)
            else:
                answers.append(bool(said))
        waiting = again
    return float(np.mean(answers)) if answers else float("nan")
