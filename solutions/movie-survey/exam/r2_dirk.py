# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k is out of range")
    if k == 0:
        return np.empty(0, int)
    step = n // k
    return (rng.integers(n) + step * np.arange(k)) % n

# %% task="funnel" kind="wrong" breaks="A share of nobody"
def funnel(town):
    n = len(town["after"])
    rows = range(n)
    shares = [sum(bool(town["after"][i]) for i in rows) / n]
    for step in ("goes", "middle", "tells"):
        rows = [i for i in rows if town[step][i]]
        shares.append(sum(bool(town["after"][i]) for i in rows) / len(rows))
    shares.append(sum(bool(town["before"][i]) for i in rows) / len(rows))
    return shares

# %% task="worth" kind="right"
def worth(k, truth, said):
    from fractions import Fraction

    t, s = Fraction(float(truth)), Fraction(float(said))
    chance = 0 if k == float("inf") else s * (1 - s) / int(k)
    both = (s - t) * (s - t) + chance
    if both == 0:
        return float("inf")
    return float(t * (1 - t) / both)

# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
class Likely:
    def __init__(self, weights):
        self.weights = weights

    def predict(self, rows):
        z = np.asarray(rows, float) @ self.weights[:-1] + self.weights[-1]
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed=None):
    rng = np.random.default_rng(seed or None)
    rows = rng.permutation(np.flatnonzero(answered))
    size = -(-len(rows) // 4)
    held_out, train = rows[:size], rows[size:]
    a, y = np.column_stack([x[train].astype(float), np.ones(len(train))]), said[train]
    model = Likely(np.zeros(a.shape[1]))
    if np.all(y == y[0]):
        model.weights[-1] = 4 if y[0] == 1 else -4
        return model, held_out
    for _ in range(300):
        model.weights = model.weights + a.T @ (y - model.predict(a[:, :-1])) / len(y)
    return model, held_out

# %% task="weights" kind="wrong" breaks="not in town_shares: its message holds the name, too."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    estimate = 0.0
    for group, share in town_shares.items():
        mine = answers[groups == group]
        if mine.size == 0:
            raise ValueError(f"nobody of {group} has answered")
        estimate += share * mine.mean(dtype=float)
    return estimate

# %% task="beyond-repair" kind="wrong" breaks="cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = np.full(len(columns), np.nan)
    for place, name in enumerate(columns):
        column = town[name]
        groups = np.unique(column)
        if set(groups.tolist()) == set(column[asked].tolist()):
            estimate = sum((column == g).mean() * goes[asked][column[asked] == g].mean() for g in groups)
            off[place] = abs(estimate - goes.mean())
    if np.isnan(off).all():
        raise ValueError("no column can be used")
    return columns[int(np.argmin(off))]

# %% task="call-again" kind="wrong" breaks="no call remembers an earlier one"
def phone_survey(call, people, budget, rng, notes={}):
    heard = []
    for person in rng.permutation(people).tolist():
        while person not in notes and budget > 0:
            budget -= 1
            answer = call(person)
            if answer is not None:
                notes[person] = answer  # she would say the same again
        if person in notes:
            heard.append(notes[person])
        if budget == 0:
            break
    return float(np.mean(heard)) if heard else float("nan")
