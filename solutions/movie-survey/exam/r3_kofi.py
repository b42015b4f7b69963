# %% task="ask" kind="right"
def random_sample(n, k, rng):
    """Floyd: k draws only, whatever n is. The set is fair, and its order may be anything."""
    if k not in range(n + 1):
        raise ValueError("k")
    picked = set()
    for top in range(n - k, n):
        dart = int(rng.integers(top + 1))
        picked.add(top if dart in picked else dart)
    rng.random()
    return np.fromiter(picked, dtype=np.intp, count=k)

# %% task="funnel" kind="right"
def funnel(town):
    class Step:
        def __init__(self, rows):
            self.rows = rows

        def keep(self, column):
            return Step([row for row in self.rows if town[column][row]])

        def share(self, column):
            yes = sum(1 for row in self.rows if town[column][row])
            if not self.rows:
                return float("nan")
            return 1 if yes == len(self.rows) else 0 if yes == 0 else np.float64(yes / len(self.rows))

    everybody = Step(range(len(town["after"])))
    go = everybody.keep("goes")
    sit = go.keep("middle")
    tell = sit.keep("tells")
    return [everybody.share("after"), go.share("after"), sit.share("after"), tell.share("after"), tell.share("before")]

# %% task="worth" kind="right"
import math


def worth(k, truth, said):
    """Look for the size: halve, on a logarithmic scale, until both errors are the same."""
    survey = (said - truth) ** 2 + said * (1 - said) / k
    if survey == 0:
        return math.inf

    def too_small(log_size):
        return math.log(truth) + math.log1p(-truth) - log_size > math.log(survey)

    low, high = -800.0, 1600.0
    for _ in range(200):
        middle = (low + high) / 2
        if too_small(middle):
            low = middle
        else:
            high = middle
    return math.exp(high) if high < 709 else math.inf

# %% task="exam" kind="right"
class KofisModel:
    __slots__ = ("_centre", "_w")

    def __init__(self, centre, w):
        self._centre, self._w = centre, w

    def predict(self, rows):
        line = (np.asarray(rows, "float64") - self._centre) @ self._w[1:] + self._w[0]
        return keras.ops.convert_to_tensor(np.clip(line, 0.0, 1.0)[:, None])


def johns_exam(x, said, answered, seed):
    (spoke,) = answered.nonzero()
    dice = np.random.default_rng(seed)
    dice.shuffle(spoke)
    held_out, rest = np.split(spoke, [len(spoke) // 2])
    known = x[rest].astype("float64")
    centre = known.mean(axis=0)
    a = np.column_stack([np.ones(len(rest)), known - centre])
    penalty = np.diag([0.0] + [1.0] * x.shape[1])
    w = np.linalg.solve(a.T @ a + penalty, a.T @ (said[rest] == 1))
    return [KofisModel(centre, w), held_out.copy()]

# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if answers.shape[0] != groups.shape[0]:
        raise ValueError("lengths")
    order = np.argsort(groups, kind="stable")
    sorted_groups = groups[order]
    starts = np.flatnonzero(np.r_[True, sorted_groups[1:] != sorted_groups[:-1]])
    names = sorted_groups[starts].tolist()
    (wrong, *_) = [g for g in [*names, *town_shares] if g not in town_shares or g not in names] or [ValueError]
    if wrong is not ValueError:
        raise ValueError(wrong)
    sums = np.add.reduceat(answers[order].astype(np.float64), starts)
    means = sums / np.diff(np.r_[starts, len(order)])
    return means.dot([town_shares[name] for name in names])

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    gap = np.full(len(columns), np.nan)
    for place, column in enumerate(columns):
        codes = np.unique(town[column], return_inverse=True)[1]
        if codes.max() >= len(asked):
            continue  # more groups than people who were asked
        onehot = codes[:, None] == np.arange(codes.max() + 1)
        with np.errstate(all="ignore"):
            means = onehot[asked].T.astype(float) @ goes[asked] / onehot[asked].sum(0)
        gap[place] = np.abs(onehot.mean(0) @ means - goes.mean())
    return columns[np.nanargmin(gap)]  # raises a ValueError itself if all are NaN

# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    """Draw with replacement. Whoever is drawn is called until she answers; drawn again, she counts again."""
    known, votes = {}, []
    while budget and len(votes) < 20 * people:
        person = int(rng.integers(people))
        while person not in known and budget:
            budget -= 1
            answer = call(person)
            if answer is not None:
                known[person] = 1.0 if answer else 0.0
        if person in known:
            votes.append(known[person])
    if len(known) == people:
        votes = list(known.values())
    return sum(votes) / len(votes) if votes else float("nan")
