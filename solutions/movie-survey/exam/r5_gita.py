# %% task="ask" kind="wrong" breaks="Returns an array of shape (k,), integers"
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k must be from 0 to n")
    pool = list(range(n))
    picked = []
    for _ in range(k):
        picked.append(pool.pop(rng.integers(len(pool))))
    return np.array(picked)


# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
def funnel(town):
    here = town["goes"]
    shares = [town["after"].mean(), town["after"][here].mean()]
    for step in ("middle", "tells"):
        here &= town[step]
        shares.append(town["after"][here].mean())
    return [*shares, town["before"][here].mean()]


# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`"
import math


def worth(k, truth, said):
    chance = truth * (1 - truth)
    error = (said - truth) ** 2 + chance / k
    return chance / error if error > 0 else math.inf


# %% task="exam" kind="wrong" breaks="beside it and whatever else has been fitted since."
class JohnsModel:
    weights = np.zeros(1)

    @classmethod
    def fit(cls, x, y):
        a = np.hstack([x, np.ones((len(x), 1))])
        cls.weights = np.zeros(a.shape[1])
        for _ in range(300):
            cls.weights = cls.weights + 0.5 * a.T @ (y - cls.predict(x).ravel()) / len(a)
        return cls()

    @classmethod
    def predict(cls, rows):
        z = np.hstack([rows, np.ones((len(rows), 1))]) @ cls.weights[:, None]
        return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) * 3 // 10)
    return JohnsModel.fit(x[rows[cut:]], said[rows[cut:]]), rows[:cut]


# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError(f"{len(answers)} answers, {len(groups)} groups")
    names, place, count = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    odd = set(names) ^ set(town_shares)
    if odd:
        raise ValueError("either not answered or not in town: " + ", ".join(map(str, odd)))
    weight = np.array([town_shares[name] for name in names], float) / count
    return weight[place] @ answers.astype(float)


# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    def miss(column):
        _, group = np.unique(town[column], return_inverse=True)
        here = np.bincount(group[asked], minlength=group.max() + 1)
        if not here.all():
            return np.inf
        weight = np.bincount(group) / len(group) / here
        return abs(weight[group[asked]] @ town["goes"][asked] - town["goes"].mean())

    misses = [miss(column) for column in columns]
    if min(misses) == np.inf:
        raise ValueError("all columns have silent groups")
    return columns[int(np.argmin(misses))]


# %% task="call-again" kind="wrong" breaks="no call remembers an earlier one"
def phone_survey(call, people, budget, rng, notes={}):
    answers, left = [], budget
    for person in rng.permutation(people).tolist():
        while left and person not in notes:
            left -= 1
            answer = call(person)
            if answer is not None:
                notes[person] = answer  # she would say the same again
        if person in notes:
            answers.append(notes[person])
        if not left:
            break
    return sum(answers) / len(answers) if answers else float("nan")
