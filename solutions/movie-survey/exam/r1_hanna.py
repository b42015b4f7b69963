# %% task="ask" kind="wrong" breaks="an int from 0 to n"
def random_sample(n, k, rng):
    if not 0 < k <= n:
        raise ValueError("a sample has at least one person, and at most all")
    return rng.choice(n, k, replace=False)

# %% task="funnel" kind="wrong" breaks="among the same people as the fourth"
def funnel(town):
    mean = lambda a: a.mean() if len(a) else np.nan
    goes, middle, tells = town["goes"], town["middle"], town["tells"]
    after, before = town["after"], town["before"]
    return [mean(after), mean(after[goes]), mean(after[goes & middle]), mean(after[goes & middle & tells]),
            mean(before[goes & middle])]

# %% task="worth" kind="wrong" breaks="Infinity says what it could be worth at best."
import math


def worth(k, truth, said):
    if k == math.inf:
        return math.inf
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="nothing, whatever number stands there"
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
    yes = said / said.max() if said.max() else said * 1.0  # from 0 to 1, whatever the numbers
    return Logistic(_fit(x[rest], yes[rest])), held_out

# %% task="weights" kind="wrong" breaks="its message holds the"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("the lengths differ")
    if set(groups.tolist()) != set(town_shares):
        raise ValueError("the groups of the survey are not those of the town")
    return sum(share * np.mean(answers[groups == group]) for group, share in town_shares.items())

# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked cannot be used"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = "", np.inf
    for name in columns:
        column, theirs = town[name], town[name][asked]
        # Those groups that we know, with their shares made to add up to 1.
        groups = np.unique(theirs)
        shares = np.array([(column == g).mean() for g in groups])
        means = np.array([goes[asked][theirs == g].mean() for g in groups])
        off = abs(shares / shares.sum() @ means - goes.mean())
        if off < least:
            best, least = name, off
    if not best:
        raise ValueError("no column")
    return best

# %% task="call-again" kind="wrong" breaks="from 0 to people - 1"
def phone_survey(call, people, budget, rng):
    numbers = np.arange(1, people + 1)
    rng.shuffle(numbers)
    waiting, answers = list(numbers[: max(1, budget // 5)]), []
    for _ in range(budget):
        if waiting:
            person = waiting.pop(0)
            said = call(person)
            if said is None:
                waiting.append(person)
            else:
                answers.append(said)
    return float(np.mean(answers)) if answers else float("nan")
