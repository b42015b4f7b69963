# %% task="ask" kind="wrong" breaks="Any other k raises a ValueError."
def random_sample(n, k, rng):
    if k > n:
        raise ValueError("there are not so many people")
    return rng.permutation(n)[:k]

# %% task="funnel" kind="wrong" breaks="Floats are right to six digits"
def funnel(town):
    a = town["after"]
    g = town["goes"]
    m = g & town["middle"]
    t = m & town["tells"]
    groups = [a, a[g], a[m], a[t], town["before"][t]]
    return tuple(round(float(x.mean()), 4) if x.size else float("nan") for x in groups)

# %% task="worth" kind="wrong" breaks="have the same mean squared error"
import math


def worth(k, truth, said):
    too_many = max(0.0, said - truth)  # the bias: how many yes too many
    error = too_many**2 + said * (1 - said) / k
    return truth * (1 - truth) / error if error else math.inf

# %% task="exam" kind="wrong" breaks="of people who are held out or who did not answer changes its answers"
def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _fit(x, y, steps=500, rate=0.5):
    x = np.column_stack([np.asarray(x, float), np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w -= rate * x.T @ (_sigmoid(x @ w) - y) / len(y)
    return w


class Scaled:
    def __init__(self, w, mean, spread):
        self.w, self.mean, self.spread = w, mean, spread

    def predict(self, rows):
        z = (rows - self.mean) / self.spread
        return _sigmoid(z @ self.w[:-1] + self.w[-1])


def johns_exam(x, said, answered, seed):
    mean, spread = x.mean(0), x.std(0) + 1e-9
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    n_exam = -(-len(people) // 4)
    held_out, rest = people[:n_exam], people[n_exam:]
    return Scaled(_fit((x[rest] - mean) / spread, said[rest], steps=30), mean, spread), held_out

# %% task="weights" kind="wrong" breaks="The shares are above 0 and add up to 1, in any order of groups."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("the lengths differ")
    names = np.unique(groups)
    for name in set(names.tolist()) ^ set(town_shares):
        raise ValueError(f"{name}: only the town or only the survey has this group")
    means = [answers[groups == name].mean() for name in names]
    return float(np.dot(means, list(town_shares.values())))

# %% task="beyond-repair" kind="wrong" breaks="with each group's share of the whole town"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    silent = np.ones(len(goes), bool)
    silent[asked] = False
    off = {}
    for name in columns:
        groups = np.unique(town[name])
        heard = [goes[asked][town[name][asked] == g] for g in groups]
        if min(map(len, heard)) == 0:
            continue
        # Those asked speak for themselves, and for the others of their group in the same measure.
        rest = [max((town[name][silent] == g).sum(), 1) for g in groups]
        off[name] = abs(np.average([h.mean() for h in heard], weights=rest) - goes.mean())
    if not off:
        raise ValueError("no column can be used")
    return min(off, key=off.get)

# %% task="call-again" kind="wrong" breaks="estimate minus truth is from -0.02 to 0.02"
def phone_survey(call, people, budget, rng):
    """Three evenings, with as many people as the calls allow."""
    waiting = list(rng.permutation(people)[: max(1, budget // 3)])
    answers, calls = [], 0
    for evening in range(3):
        for person in waiting[:]:
            if calls == budget:
                break
            calls += 1
            said = call(person)
            if said is not None:
                waiting.remove(person)
                answers.append(said)
    return float(np.mean(answers)) if answers else float("nan")
