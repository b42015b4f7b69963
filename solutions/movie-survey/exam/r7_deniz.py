# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
# believed: it is a random draw if everybody has the same chance, so a random start and then equal steps will do
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError(f"k={k} is not from 0 to {n}")
    if k == 0:
        return np.zeros(0, dtype=int)
    step = n / k
    start = rng.random() * step
    return np.floor(start + step * np.arange(k)).astype(int)


# %% task="funnel" kind="wrong" breaks="A share of nobody is NaN."
# believed: a share of nobody is 0
def funnel(town):
    goes = town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]

    def share(column, mask):
        return float(column[mask].mean()) if mask.any() else 0.0

    after = town["after"]
    return [
        float(after.mean()),
        share(after, goes),
        share(after, middle),
        share(after, tells),
        share(town["before"], tells),
    ]


# %% task="worth" kind="wrong" breaks="Those who are asked at random say yes with probability `truth`"
# believed: the random sample scatters like the survey's answers, with said(1 - said)
def worth(k, truth, said):
    scatter = np.float64(said * (1 - said))
    with np.errstate(divide="ignore"):
        return float(scatter / ((said - truth) ** 2 + scatter / k))


# %% task="exam" kind="right"
class LogisticRegression:
    """Newton's method, with a little ridge, so that it ends when the classes can be separated."""

    def __init__(self, ridge=0.05, rounds=50):
        self.ridge = ridge
        self.rounds = rounds
        self.coefficients = None

    @staticmethod
    def _design(rows):
        rows = np.asarray(rows, dtype=np.float64)
        return np.hstack([np.ones((rows.shape[0], 1)), rows])

    @staticmethod
    def _sigmoid(z):
        return 1.0 / (1.0 + np.exp(-np.clip(z, -35.0, 35.0)))

    def fit(self, rows, target):
        design = self._design(rows)
        penalty = self.ridge * np.eye(design.shape[1])
        beta = np.zeros(design.shape[1])
        for _ in range(self.rounds):
            p = self._sigmoid(design @ beta)
            gradient = design.T @ (p - target) + penalty @ beta
            hessian = (design.T * (p * (1 - p))) @ design + penalty
            step = np.linalg.solve(hessian, gradient)
            beta = beta - step * min(1.0, 2.0 / (np.linalg.norm(step) + 1e-12))
        self.coefficients = beta
        return self

    def predict(self, rows):
        return self._sigmoid((self._design(rows) * self.coefficients).sum(axis=1))


def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    mixed = np.random.default_rng(seed).permutation(rows)
    quarter = (len(rows) + 3) // 4
    held_out, training = mixed[:quarter], mixed[quarter:]
    model = LogisticRegression().fit(x[training], (said[training] == 1).astype(float))
    return model, held_out.copy()


# %% task="weights" kind="wrong" breaks="ones and zeros, or other finite numbers"
# believed: an answer is 1 or 0, so the mean is the number of ones by the number of people
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("answers and groups differ in length")
    seen = set(groups.tolist())
    if set(town_shares) - seen:
        raise ValueError(f"nobody has answered from: {sorted(set(town_shares) - seen)}")
    if seen - set(town_shares):
        raise ValueError(f"not a group of the town: {sorted(seen - set(town_shares))}")
    total = 0.0
    for group, share in town_shares.items():
        of_group = groups == group
        yes = np.count_nonzero(answers[of_group] == 1)
        total += share * yes / np.count_nonzero(of_group)
    return total


# %% task="beyond-repair" kind="wrong" breaks="cannot be used, and is passed over"
# believed: np.argmin leaves out NaN, so NaN is a safe mark for a column that cannot be used
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = np.full(len(columns), np.nan)
    for i, name in enumerate(columns):
        column = town[name]
        shares = {g: float(np.mean(column == g)) for g in np.unique(column).tolist()}
        try:
            off[i] = abs(poststratify(goes[asked], column[asked], shares) - goes.mean())
        except ValueError:
            pass
    if np.isnan(off).all():
        raise ValueError("no column can be used")
    return columns[int(np.argmin(off))]


# %% task="call-again" kind="wrong" breaks="how many people the town has, an int, at least 1"
# believed: a town has always more people than a quarter of the budget
def phone_survey(call, people, budget, rng):
    waiting = rng.choice(people, max(1, budget // 4), replace=False).tolist()
    heard = []
    for _ in range(budget):
        if not waiting:
            break
        person = waiting.pop(0)
        answer = call(person)
        if answer is None:
            waiting.append(person)
        else:
            heard.append(bool(answer))
    return float(np.mean(heard)) if heard else np.nan
