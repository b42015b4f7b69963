# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    people = np.arange(n)
    for i in range(k):
        j = rng.integers(n)
        people[[i, j]] = people[[j, i]]
    return people[:k].copy()

# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
def funnel(town):
    after = town["after"]
    here = town["goes"]
    shares = [after.mean(), after[here].mean()]
    for column in ("middle", "tells"):
        here &= town[column]
        shares.append(after[here].mean())
    shares.append(town["before"][here].mean())
    return shares

# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`, independently of the others."
def worth(k, truth, said):
    variance = truth * (1 - truth)
    error = (said - truth) ** 2 + variance / k
    return float(np.float64(variance) / np.float64(error))

# %% task="exam" kind="wrong" breaks="neither x nor said of people who are held out or who did not answer changes its answers"
class AdasModel:
    def __init__(self, mean, spread, weights):
        self.mean, self.spread, self.weights = mean, spread, weights

    def predict(self, rows):
        z = (np.asarray(rows, float) - self.mean) / self.spread
        z = z @ self.weights[:-1] + self.weights[-1]
        return 1 / (1 + np.exp(-np.clip(z, -40, 40)))


def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    known = x[rows].astype(float)
    mean, spread = known.mean(axis=0), known.std(axis=0) + 1e-9
    mixed = np.random.default_rng(seed).permutation(rows)
    cut = -(-len(rows) // 4)
    held_out, train = mixed[:cut], mixed[cut:]
    a = np.column_stack([(x[train] - mean) / spread, np.ones(len(train))])
    y = said[train].astype(float)
    w = np.zeros(a.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -40, 40)))
        w -= np.linalg.solve((a.T * (p * (1 - p))) @ a + 0.5 * np.eye(len(w)), a.T @ (p - y) + 0.5 * w)
    return AdasModel(mean, spread, w), held_out

# %% task="weights" kind="wrong" breaks="It holds bools, ints or floats."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    names, which, counts = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    for name in names:
        if name not in town_shares:
            raise ValueError(f"{name} is no group of the town")
    for name in town_shares:
        if name not in names:
            raise ValueError(f"nobody of {name} has answered")
    sums = np.zeros(len(names), dtype=answers.dtype)
    np.add.at(sums, which, answers)
    return float(sum(town_shares[name] * s / c for name, s, c in zip(names, sums, counts)))

# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least from the share of"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, 2.0
    for column in columns:
        if column == "goes":
            continue  # it would explain itself
        here, everybody = town[column][asked], town[column]
        estimate = 0.0
        for group in np.unique(everybody):
            if not (here == group).any():
                break
            estimate += (everybody == group).mean() * goes[asked][here == group].mean()
        else:
            if abs(estimate - goes.mean()) < least:
                best, least = column, abs(estimate - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="wrong" breaks="budget: how many calls may be made in all"
def phone_survey(call, people, budget, rng):
    heard = []
    try:
        for person in rng.permutation(people):
            answer = None
            while answer is None:
                answer = call(person)
            heard.append(answer)
    except RuntimeError:
        pass
    return float(np.mean(heard)) if heard else float("nan")
