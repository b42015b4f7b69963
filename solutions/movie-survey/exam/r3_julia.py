# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    picked = rng.random(n) < k / n
    inside, outside = np.flatnonzero(picked), np.flatnonzero(~picked)
    if len(inside) >= k:
        return inside[:k]
    return np.concatenate([inside, outside[: k - len(inside)]])

# %% task="funnel" kind="right"
def funnel(town):
    steps = keras.ops.convert_to_tensor(np.array([town[c] for c in ("goes", "middle", "tells")]).astype("float32"))
    likes = keras.ops.convert_to_tensor(np.array([town["after"]] * 4 + [town["before"]]).astype("float32"))
    come, sit, tell = steps[0], steps[0] * steps[1], steps[0] * steps[1] * steps[2]
    here = keras.ops.stack([keras.ops.ones_like(come), come, sit, tell, tell])
    heads = keras.ops.convert_to_numpy(keras.ops.sum(here, axis=1)).astype(float)
    yes = keras.ops.convert_to_numpy(keras.ops.sum(here * likes, axis=1)).astype(float)
    with np.errstate(invalid="ignore"):
        return keras.ops.convert_to_tensor(yes / heads, dtype="float32")

# %% task="worth" kind="wrong" breaks="Those who are asked at random say yes with probability `truth`."
import math


def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return said * (1 - said) / error if error else math.inf

# %% task="exam" kind="wrong" breaks="Chance alone decides which."
class JuliasModel:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        z = np.clip(np.asarray(rows, float) @ self.w[1:] + self.w[0], -30, 30)
        return 1 / (1 + np.exp(-z))


def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    order = np.random.default_rng(seed).permutation(np.arange(1, len(rows)))
    held_out = rows[order[: -(-len(rows) // 4)]]
    train = np.setdiff1d(rows, held_out)
    a = np.column_stack([np.ones(len(train)), x[train]]).astype(float)
    w = np.zeros(a.shape[1])
    for _ in range(300):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        w -= a.T @ (p - said[train]) / len(train)
    return JuliasModel(w), held_out

# %% task="weights" kind="wrong" breaks="ones and zeros, or other finite numbers"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    names = np.unique(groups).tolist()
    for name in names:
        if name not in town_shares:
            raise ValueError(f"{name} is not in town_shares")
    total = 0.0
    for name, share in town_shares.items():
        if name not in names:
            raise ValueError(f"nobody from {name}")
        mine = answers[groups == name]
        total += share * np.count_nonzero(mine) / len(mine)
    return total

# %% task="beyond-repair" kind="wrong" breaks="in either direction"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    estimates = {}
    for column in columns:
        groups = town[column]
        names = np.unique(groups)
        if np.isin(names, groups[asked]).all():
            estimates[column] = sum((groups == g).mean() * goes[asked][groups[asked] == g].mean() for g in names)
    if not estimates:
        raise ValueError("no column can be used")
    truth, raw = goes.mean(), goes[asked].mean()
    if raw >= truth:  # too high: the column that brings it down furthest
        return min(estimates, key=estimates.get)
    return max(estimates, key=estimates.get)

# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    """At most four calls each. A model with two kinds of people, of which one picks up at six calls in ten
    and the other one at two in ten, says how many of either kind were never reached."""
    order = rng.permutation(people)
    size = min(people, max(1, budget // 3))
    open_ones, tries, answers = list(range(size)), np.zeros(size, int), {}
    made = 0
    while open_ones and made < budget:
        still = []
        for place in open_ones:
            if made == budget or tries[place] > 60:
                continue
            made += 1
            tries[place] += 1
            answer = call(order[place])
            if answer is None:
                still.append(place)
            else:
                answers[place] = float(answer)
        open_ones = still
    if not answers:
        return float("nan")
    if len(set(answers.values())) == 1:
        return next(iter(answers.values()))
    used = np.flatnonzero(tries > 0)
    heard = np.array([place in answers for place in used])
    yes = np.array([answers.get(place, 0.0) for place in used])
    fails = tries[used] - heard
    fan_seen, other_seen = 0.4**fails * np.where(heard, 0.6, 1), 0.8**fails * np.where(heard, 0.2, 1)
    f, p, q = 0.3, 0.8, 0.3
    for _ in range(500):
        a = f * fan_seen * np.where(heard, np.where(yes > 0, p, 1 - p), 1)
        b = (1 - f) * other_seen * np.where(heard, np.where(yes > 0, q, 1 - q), 1)
        r = a / (a + b)
        # a little prior knowledge keeps each share inside (0, 1)
        f = (r.sum() + 1) / (len(r) + 3)
        p = ((r * yes * heard).sum() + 4.25) / ((r * heard).sum() + 5)
        q = (((1 - r) * yes * heard).sum() + 1.5) / (((1 - r) * heard).sum() + 5)
    return float(min(1.0, max(0.0, f * p + (1 - f) * q)))
