# %% task="ask" kind="wrong" breaks="it moves on with each call"
import copy


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    rng = copy.deepcopy(rng)  # what is handed in is not changed
    return rng.permutation(n)[:k]


# %% task="funnel" kind="wrong" breaks="it may hold other columns, too"
def funnel(town):
    # the bool columns stand at the end of the town
    goes, middle, tells, before, after = list(town.values())[-5:]
    m2 = goes & middle
    m3 = m2 & tells
    return np.array([after.mean(), after[goes].mean(), after[m2].mean(), after[m3].mean(), before[m3].mean()])


# %% task="worth" kind="right"
def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        return np.divide(truth * (1.0 - truth), np.square(said - truth) + np.divide(said * (1.0 - said), k))


# %% task="exam" kind="wrong" breaks="for each row how likely yes is, from 0 to 1"
class LeastSquares:
    def __init__(self, x, y):
        design = np.column_stack([np.ones(len(x)), x.astype(float)])
        self.solution = np.linalg.lstsq(design, y.astype(float), rcond=None)[0]

    def predict(self, rows):
        return np.column_stack([np.ones(len(rows)), rows.astype(float)]) @ self.solution


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(np.flatnonzero(answered))
    half = len(rows) // 2
    return LeastSquares(x[rows[half:]], said[rows[half:]]), rows[:half]


# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if np.shape(answers) != np.shape(groups):
        raise ValueError("answers and groups are not equally long")
    code = {name: i for i, name in enumerate(town_shares)}
    labels = groups.tolist()
    if odd := (set(labels) ^ set(code)):
        raise ValueError("no match for " + ", ".join(map(str, odd)))
    i = np.array([code[label] for label in labels])
    w = np.fromiter(town_shares.values(), float) / np.bincount(i)
    return w[i] @ answers.astype(np.float64)


# %% task="beyond-repair" kind="wrong" breaks="Others may be there, too"
def which_repairs(town, asked, columns):
    def off(column):
        groups, sample = town[column], town[column][asked]
        parts = [np.mean(groups == g) * town["goes"][asked][sample == g].mean() for g in np.unique(groups)]
        return abs(sum(parts) - town["goes"].mean())

    usable = [c for c in town if c != "goes" and len(np.unique(town[c][asked])) == len(np.unique(town[c]))]
    if not usable:
        raise ValueError("no column can be used")
    return min(usable, key=off)


# %% task="call-again" kind="wrong" breaks="estimate minus truth is from -0.02 to 0.02"
def phone_survey(call, people, budget, rng):
    calls, answers = 0, []
    for person in rng.permutation(people):
        for _ in range(5):  # after five calls one should leave people in peace
            if calls == budget:
                return float(np.mean(answers)) if answers else float("nan")
            calls += 1
            answer = call(person)
            if answer is not None:
                answers.append(answer)
                break
    return float(np.mean(answers)) if answers else float("nan")
