# %% task="ask" kind="right"
class _Urn:
    """A urn of balls: a ball that is drawn does not go back."""

    def __init__(self, n):
        self.balls = list(range(n))

    def draw(self, rng):
        place = int(rng.integers(len(self.balls)))
        self.balls[place], self.balls[-1] = self.balls[-1], self.balls[place]
        return self.balls.pop()


def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError(f"cannot draw {k} of {n}")
    urn = _Urn(n)
    drawn = np.empty(k, dtype=int)
    for i in range(k):
        drawn[i] = urn.draw(rng)
    return drawn

# %% task="funnel" kind="wrong" breaks="among those who go; among those who go and sit in the middle"
def funnel(town):
    after, mask = town["after"], np.ones(len(town["after"]), bool)
    shares = [after.mean()]
    for name, column in town.items():
        if name in ("goes", "middle", "tells"):
            mask = mask & column
            shares.append(after[mask].mean() if mask.any() else np.nan)
    shares.append(town["before"][mask].mean() if mask.any() else np.nan)
    return np.array(shares)

# %% task="worth" kind="wrong" breaks="Floats are right to six digits"
def worth(k, truth, said):
    k, truth, said = np.float32(k), np.float32(truth), np.float32(said)
    with np.errstate(divide="ignore"):
        return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="right"
def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    ticket = rng.random(len(answered))
    ticket[~answered] = 2
    n = int(answered.sum())
    by_ticket = np.argsort(ticket)
    held, learn = by_ticket[: n // 2], by_ticket[n // 2 : n]
    xs, ys = x[learn].astype("float64"), said[learn] == 1
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(800):
        wrong = 0.5 * (1 + np.tanh((xs @ w + b) / 2)) - ys
        w = w - 0.5 * (wrong @ xs / len(xs) + 1e-4 * w)
        b = b - 0.5 * wrong.mean()

    class Answers:
        def predict(self, rows):
            return 0.5 * (1 + np.tanh((np.asarray(rows, "float64") @ w + b) / 2))

    return Answers(), held

# %% task="weights" kind="wrong" breaks="Returns a float, the estimated mean answer of the whole town."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("the lengths differ")
    strangers = set(groups.tolist()) - set(town_shares)
    if strangers:
        raise ValueError(f"not in the town: {strangers}")
    means = np.zeros(len(town_shares), dtype=answers.dtype)
    for place, group in enumerate(town_shares):
        those = answers[groups == group]
        if len(those) == 0:
            raise ValueError(f"no answer from {group}")
        means[place] = those.mean()
    return float(means @ np.array(list(town_shares.values())))

# %% task="beyond-repair" kind="wrong" breaks="Returns the best column's name"
def which_repairs(town, asked, columns):
    goes, best, least = town["goes"], None, 0.25
    for name in columns:
        column = town[name]
        groups = np.unique(column)
        if len(np.setdiff1d(groups, column[asked])):
            continue
        estimate = sum(np.mean(column == g) * np.mean(goes[asked[column[asked] == g]]) for g in groups)
        if abs(estimate - goes.mean()) < least:
            best, least = name, abs(estimate - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="right"
from collections import deque


def phone_survey(call, people, budget, rng):
    n = min(people, -(-budget // 5))
    ring, said = deque(rng.permutation(people)[:n]), {}
    while budget > 0 and ring:
        person = ring.popleft()
        said[person] = call(person)
        budget -= 1
        if said[person] is None:
            ring.append(person)
    told = [1.0 if word else 0.0 for word in said.values() if word is not None]
    return sum(told) / len(told) if told else float("nan")
