# %% task="ask" kind="right"
import operator


def random_sample(n, k, rng):
    try:
        k = operator.index(k)
    except TypeError:
        raise ValueError(f"k is no whole number: {k!r}") from None
    if k < 0 or k > n:
        raise ValueError(f"k is {k}, and must be from 0 to {n}")
    return np.argsort(rng.random(n))[:k].copy()


# %% task="funnel" kind="wrong" breaks="Floats are right to six digits"
def funnel(town):
    here = np.ones(len(town["after"]), bool)
    shares = [round(float(town["after"].mean()), 4)]
    for step in ("goes", "middle", "tells"):
        here = here & town[step]
        shares.append(round(float(town["after"][here].mean()), 4))
    shares.append(round(float(town["before"][here].mean()), 4))
    return tuple(shares)


# %% task="worth" kind="right"
class _Estimate:
    def __init__(self, mean, aim, size):
        self.bias = float(mean) - float(aim)
        self.variance = float(mean) * (1.0 - float(mean)) / size

    @property
    def error(self):
        return self.bias * self.bias + self.variance


def worth(k, truth, said):
    survey = _Estimate(said, truth, k)
    one_person = _Estimate(truth, truth, 1)
    # n people scatter with one_person.variance / n, and they are not biased
    if survey.error == 0.0:
        return float("inf")
    return one_person.error / survey.error


# %% task="exam" kind="wrong" breaks="If all of them said the same, it says the same of each of them."
class ThroughTheMiddle:
    """Each column has about mean 0, so no constant is needed."""

    def __init__(self, x, y):
        x = x.astype(float)
        self.w = np.zeros(x.shape[1])
        for _ in range(400):
            self.w -= x.T @ (1 / (1 + np.exp(-x @ self.w)) - y) / len(y)

    def predict(self, rows):
        return 1 / (1 + np.exp(-rows.astype(float) @ self.w))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(np.flatnonzero(answered))
    k = int(np.ceil(len(rows) / 4))
    held_out, train = rows[:k], rows[k:]
    return ThroughTheMiddle(x[train], said[train]), held_out


# %% task="weights" kind="right"
import math


def poststratify(answers, groups, town_shares):
    said = [float(answer) for answer in answers.tolist()]
    where = groups.tolist()
    if len(said) != len(where):
        raise ValueError(f"{len(said)} answers, but {len(where)} groups")
    boxes = {group: [] for group in town_shares}
    for answer, group in zip(said, where):
        if group not in boxes:
            raise ValueError(f"The group {group} has answered, but it does not belong to the town.")
        boxes[group].append(answer)
    parts = []
    for group, box in boxes.items():
        if len(box) == 0:
            raise ValueError(f"Nobody from the group {group} has answered.")
        parts.append(float(town_shares[group]) * (math.fsum(box) / len(box)))
    return math.fsum(parts)


# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    heard, n = town["goes"][asked], len(town["goes"])

    def miss(column):
        labels = town[column].tolist()
        shares = {}
        for label in labels:
            shares[label] = shares.get(label, 0) + 1 / n
        try:
            return abs(poststratify(heard, town[column][asked], shares) - town["goes"].mean())
        except ValueError:
            return 2.0

    best = min(columns, key=miss)
    if miss(best) > 1.5:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list"
def phone_survey(call, people, budget, rng):
    # every so-manieth person of the list; dice say where to begin
    step = max(1, people // 200)
    start = int(rng.integers(people))
    left, yes, told = budget, 0, 0
    for number in range(len(range(0, people, step))):
        person = (start + number * step) % people
        answer = None
        while answer is None and left > 0:
            left -= 1
            answer = call(person)
        if answer is not None:
            yes, told = yes + bool(answer), told + 1
        if left == 0:
            break
    return yes / told if told else float("nan")
