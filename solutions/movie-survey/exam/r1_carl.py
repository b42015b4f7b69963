# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k is from 0 to n")
    taken = np.zeros(n, bool)
    for person in rng.integers(0, n, k):
        while taken[person]:  # somebody has this number: take the neighbour
            person = (person + 1) % n
        taken[person] = True
    return np.flatnonzero(taken)

# %% task="funnel" kind="right"
def funnel(town):
    steps = np.stack([np.ones_like(town["after"]), town["goes"], town["middle"], town["tells"]])
    stay = np.logical_and.accumulate(steps)[[0, 1, 2, 3, 3]].astype(float)
    says = np.stack([town["after"]] * 4 + [town["before"]]).astype(float)
    with np.errstate(invalid="ignore"):
        return (stay * says).sum(1) / stay.sum(1)

# %% task="worth" kind="wrong" breaks="at random say yes with probability `truth`"
def worth(k, truth, said):
    spread = said * (1 - said)
    error = (said - truth) ** 2 + spread / k
    return spread / error if error > 0 else float("inf")

# %% task="exam" kind="wrong" breaks="of people who are held out or who did not answer changes its answers"
def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _fit(x, y, steps=500, rate=0.5):
    x = np.column_stack([np.asarray(x, float), np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w -= rate * x.T @ (_sigmoid(x @ w) - y) / len(y)
    return w


class Logistic:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return _sigmoid(np.asarray(rows, float) @ self.w[:-1] + self.w[-1])


def johns_exam(x, said, answered, seed):
    people = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    n_exam = -(-len(people) // 4)
    held_out, rest = people[:n_exam], people[n_exam:]
    # How long to learn is decided by those rows that the model has not seen.
    tried = [Logistic(_fit(x[rest], said[rest], steps)) for steps in (1, 3, 10, 30, 100, 300, 1000)]

    def loss(model):
        p = np.clip(model.predict(x[held_out]), 1e-6, 1 - 1e-6)
        return -np.mean(np.where(said[held_out] == 1, np.log(p), np.log(1 - p)))

    return min(tried, key=loss), held_out

# %% task="weights" kind="right"
from math import fsum


def poststratify(answers, groups, town_shares):
    def mean_of(group):
        these = [float(a) for a, g in zip(answers, listed) if g == group]
        if not these:
            raise ValueError(f"silent: {group!s}")
        return fsum(these) / len(these)

    listed = groups.tolist()
    if len(listed) != answers.size:
        raise ValueError("lengths differ")
    stranger = next((g for g in listed if g not in town_shares), listed)
    if stranger is not listed:
        raise ValueError(f"not of this town: {stranger!s}")
    return fsum(share * mean_of(group) for group, share in town_shares.items())

# %% task="beyond-repair" kind="wrong" breaks="cannot be used, and is passed over"
def which_repairs(town, asked, columns):
    found = {}
    try:
        for name in columns:
            estimate = 0.0
            for group in np.unique(town[name]):
                heard = asked[town[name][asked] == group]
                if len(heard) == 0:
                    raise ValueError(f"nobody was asked from {group} of {name}")
                estimate += np.mean(town[name] == group) * np.mean(town["goes"][heard])
            found[name] = abs(estimate - town["goes"].mean())
    except ValueError:
        if not found:
            raise
    return min(found, key=found.get)

# %% task="call-again" kind="wrong" breaks="is at most 0.06"
def phone_survey(call, people, budget, rng):
    """A few people, but each of them until she answers."""
    answers = []
    for person in rng.permutation(people)[:25]:
        said = None
        while said is None and budget > 0:
            said, budget = call(person), budget - 1
        if said is not None:
            answers.append(said)
    return float(np.mean(answers)) if answers else float("nan")
