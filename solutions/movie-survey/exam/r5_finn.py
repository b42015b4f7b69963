# %% task="ask" kind="right"
class Urn:
    """Balls 0 … n - 1. A drawn ball goes to the end, and is out of reach."""

    def __init__(self, n):
        self.balls = list(range(n))
        self.left = n

    def draw(self, rng):
        hand = int(rng.random() * self.left)
        self.left -= 1
        self.balls[hand], self.balls[self.left] = self.balls[self.left], self.balls[hand]


def random_sample(n, k, rng):
    if not (isinstance(k, (int, np.integer)) and 0 <= k <= n):
        raise ValueError("no such number of people")
    urn = Urn(n)
    for _ in range(n):
        urn.draw(rng)
    return np.asarray(urn.balls[n - k :], dtype="int64")


# %% task="funnel" kind="wrong" breaks="is True for people who stay at home, too"
def funnel(town):
    after, before = town["after"], town["before"]
    goes, middle, tells = town["goes"], town["middle"], town["tells"]
    # those who tell have been asked, and only the middle is asked
    told = middle & tells
    groups = [after, after[goes], after[goes & middle], after[told], before[told]]
    return [np.mean(g) if g.size else np.nan for g in groups]


# %% task="worth" kind="wrong" breaks="have the same mean squared error about"
import math


def worth(k, truth, said):
    if abs(said - truth) < 0.01:  # no bias to speak of
        return k * truth * (1 - truth) / (said * (1 - said))
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)


# %% task="exam" kind="wrong" breaks="If all of them said the same, it says the same of each of them."
class Weights:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.w, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    held_out, train = rows[:cut], rows[cut:]
    model = Weights(np.zeros(x.shape[1]))
    for _ in range(500):
        model.w = model.w + 0.5 * x[train].T @ (said[train] - model.predict(x[train])) / len(train)
    return model, held_out


# %% task="weights" kind="wrong" breaks="in any order of groups."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    names, where = np.unique(groups, return_inverse=True)
    for name in set(names.tolist()) ^ set(town_shares):
        raise ValueError(f"group {name} is only on one side")
    means = np.bincount(where, weights=answers.astype(float)) / np.bincount(where)
    return float(np.sum(means * np.array(list(town_shares.values()))))


# %% task="beyond-repair" kind="wrong" breaks="what is handed in is not changed"
def which_repairs(town, asked, columns):
    goes = town["goes"]

    def distance(column):
        total = 0.0
        for group in np.unique(town[column]):
            inside = town[column] == group
            if not inside[asked].any():
                return float("inf")
            total += inside.mean() * goes[asked][inside[asked]].mean()
        return abs(total - goes.mean())

    if not isinstance(columns, list):
        columns = list(columns)
    columns.sort(key=distance)
    if distance(columns[0]) == float("inf"):
        raise ValueError("no column can be used")
    return columns[0]


# %% task="call-again" kind="wrong" breaks="an int of Python or NumPy from 0 to people - 1"
def phone_survey(call, people, budget, rng):
    heard, left = [], budget
    for person in rng.permutation(np.arange(1, people + 1)):
        answer = None
        while left and answer is None:
            left, answer = left - 1, call(person)
        if answer is not None:
            heard.append(answer)
        if not left:
            break
    return float(np.mean(heard)) if heard else float("nan")
