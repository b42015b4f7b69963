# %% task="ask" kind="wrong" breaks="the numbers of k different people"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    return rng.permutation(n)[:k].astype(np.int16)  # small numbers need little memory


# %% task="funnel" kind="wrong" breaks="A share of nobody"
def funnel(town):
    def share(column, mask):
        return float(column[mask].mean()) if mask.any() else 0.0

    everybody = np.ones(len(town["after"]), bool)
    goes = town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    return [share(town["after"], m) for m in (everybody, goes, middle, tells)] + [share(town["before"], tells)]


# %% task="worth" kind="wrong" breaks="it may be below 1"
def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        mse = np.float64(said - truth) ** 2 + np.float64(said * (1 - said)) / k
        people = np.float64(truth * (1 - truth)) / mse
    return max(people, 1.0)  # less than one person cannot be asked


# %% task="exam" kind="wrong" breaks="whatever else has been fitted since"
class John:
    weights = None

    @classmethod
    def fit(cls, x, y):
        design = np.hstack([x.astype(float), np.ones((len(x), 1))])
        cls.weights = np.zeros(design.shape[1])
        for _ in range(300):
            cls.weights = cls.weights + design.T @ (y - 1 / (1 + np.exp(-design @ cls.weights))) / len(y)
        return cls()

    def predict(self, rows):
        design = np.hstack([np.asarray(rows, float), np.ones((len(rows), 1))])
        return 1 / (1 + np.exp(-design @ self.weights))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = int(np.ceil(0.3 * len(rows)))
    return John.fit(x[rows[cut:]], said[rows[cut:]]), rows[:cut]


# %% task="weights" kind="wrong" breaks="that has answered, but is not in town_shares"
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("answers and groups must have the same shape")
    names = sorted(town_shares)
    number = np.minimum(np.searchsorted(np.array(names), groups), len(names) - 1)
    count = np.bincount(number, minlength=len(names))
    for name, heads in zip(names, count):
        if heads == 0:
            raise ValueError(f"nobody has answered in {name}")
    share = np.array([town_shares[name] for name in names], float)
    return float((answers.astype(float) * (share / count)[number]).sum())


# %% task="beyond-repair" kind="wrong" breaks="If no column"
def which_repairs(town, asked, columns):
    truth, best, least = town["goes"].mean(), None, np.inf
    for column in columns:
        names, number = np.unique(town[column], return_inverse=True)
        number = number.ravel()
        heads = np.bincount(number[asked], minlength=len(names))
        if (heads == 0).any():
            continue
        shares = np.bincount(number) / len(number)
        yes = np.bincount(number[asked], weights=town["goes"][asked].astype(float), minlength=len(names))
        off = abs((shares * yes / heads).sum() / truth - 1)  # in per cent, so to speak
        if off < least:
            best, least = column, off
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="how many calls may be made in all"
def phone_survey(call, people, budget, rng):
    heard = []
    try:
        for person in rng.permutation(people):
            answer = None
            while answer is None:
                answer = call(person)
            heard.append(answer)
    except RuntimeError:
        pass  # no call is left
    return float(np.mean(heard)) if heard else float("nan")
