# %% task="ask" kind="wrong" breaks="an int from 0 to n"
def random_sample(n, k, rng):
    if not 0 < k <= n:
        raise ValueError("k must be between 1 and n")
    return np.argsort(rng.random(n))[:k]


# %% task="funnel" kind="wrong" breaks="Returns five floats in a tuple, list or array"
def funnel(town):
    here = np.full(town["after"].shape, True)
    yield float(town["after"].mean())
    for step in ["goes", "middle", "tells"]:
        here = here & town[step]
        yield float(town["after"][here].mean()) if here.any() else float("nan")
    yield float(town["before"][here].mean()) if here.any() else float("nan")


# %% task="worth" kind="wrong" breaks="have the same mean squared error about"
import math


def worth(k, truth, said):
    if math.isclose(said, truth, rel_tol=1e-3):  # no bias
        return float(k)
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)


# %% task="exam" kind="right"
class _Model:
    """Logistic regression by Newton's steps, with a small penalty on the weights, not on the constant."""

    def __init__(self, x, y):
        self.constant = float(y[0]) if (y == y[0]).all() else None
        design = self._design(x)
        self.w = np.zeros(design.shape[1])
        if self.constant is None:
            penalty = np.diag([0.0] + [0.5] * x.shape[1])
            for _ in range(25):
                p = self._sigmoid(design @ self.w)
                slope = design.T @ (p - y) + penalty @ self.w
                bend = (design.T * (p * (1 - p))) @ design + penalty + 1e-6 * np.eye(len(self.w))
                self.w = self.w - np.linalg.solve(bend, slope)

    @staticmethod
    def _design(rows):
        rows = np.asarray(rows, dtype=float)
        return np.column_stack([np.ones(len(rows)), rows])

    @staticmethod
    def _sigmoid(z):
        return 0.5 * (1 + np.tanh(0.5 * z))

    def predict(self, rows):
        if self.constant is not None:
            return np.full(len(rows), self.constant)
        return self._sigmoid(self._design(rows) @ self.w)


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = (len(rows) + 3) // 4
    held_out, train = rows[:cut].copy(), rows[cut:]
    return _Model(x[train].astype(float), said[train].astype(float)), held_out


# %% task="weights" kind="wrong" breaks="even if one of them is 1"
def poststratify(answers, groups, town_shares):
    answers, groups = np.broadcast_arrays(answers, groups)  # raises a ValueError if they do not fit
    groups, answers = groups.tolist(), answers.astype(float)
    for group in groups:
        if group not in town_shares:
            raise ValueError(f"unknown group {group}")
    estimate = 0.0
    for group, share in town_shares.items():
        chosen = [a for a, g in zip(answers, groups) if g == group]
        if not chosen:
            raise ValueError(f"nobody has answered from {group}")
        estimate += share * sum(chosen) / len(chosen)
    return float(estimate)


# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = town["goes"].astype(float)
    ranking = []
    for column in columns:
        kinds, number = np.unique(town[column], return_inverse=True)
        number = np.reshape(number, -1)
        heads = np.bincount(number[asked], minlength=kinds.size)
        if not heads.all():
            continue
        yes = np.bincount(number[asked], weights=goes[asked], minlength=kinds.size)
        estimate = np.bincount(number) @ (yes / heads) / goes.size
        ranking.append((abs(estimate - goes.mean()), column))
    if not ranking:
        raise ValueError("Every column has a group from which nobody was asked.")
    return min(ranking)[1]


# %% task="call-again" kind="wrong" breaks="an int of Python or NumPy from 0 to people - 1"
def phone_survey(call, people, budget, rng):
    order = 1 + rng.permutation(people)  # nobody's number is zero
    answers, spent = [], 0
    for person in order:
        answer = None
        while answer is None and spent < budget:
            answer = call(person)
            spent += 1
        if answer is not None:
            answers.append(bool(answer))
        if spent >= budget:
            break
    return sum(answers) / len(answers) if answers else float("nan")
