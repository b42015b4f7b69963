# %% task="ask"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError(f"k is from 0 to {n}. Received: {k}")
    return rng.choice(n, k, replace=False)

# %% task="funnel"
def share_of_yes(answers):
    return float(answers.mean()) if len(answers) else float("nan")


def funnel(town):
    middle = town["goes"] & town["middle"]
    tells = middle & town["tells"]
    everybody = np.ones(len(middle), bool)
    shares = [share_of_yes(town["after"][kept]) for kept in (everybody, town["goes"], middle, tells)]
    return [*shares, share_of_yes(town["before"][tells])]

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / error if error else float("inf")

# %% task="exam"
class Logistic:
    """Logistic regression by plain gradient descent."""

    def __init__(self, x, said):
        x = self.with_ones(x)
        self.weights = np.zeros(x.shape[1])
        for _ in range(500):
            self.weights -= x.T @ (self.likely(x) - said) / len(x)

    def with_ones(self, x):
        return np.column_stack([np.ones(len(x)), x]).astype("float64")

    def likely(self, x):
        return 1 / (1 + np.exp(-(x @ self.weights)))

    def predict(self, rows):
        return self.likely(self.with_ones(rows))


def johns_exam(x, said, answered, seed):
    mixed = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    quarter = -(-len(mixed) // 4)
    held_out, rest = mixed[:quarter], mixed[quarter:]
    return Logistic(x[rest], said[rest]), held_out

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError(f"{len(answers)} answers of {len(groups)} people")
    strange = set(groups.tolist()) ^ set(town_shares)
    if strange:
        raise ValueError(f"nobody has answered, or nobody lives there: {sorted(strange)}")
    return float(sum(share * answers[groups == group].mean() for group, share in town_shares.items()))

# %% task="beyond-repair"
def estimated_share(goes, column, asked):
    """Weight those asked to the town; NaN if nobody of a group was asked."""
    _, group = np.unique(column, return_inverse=True)
    there = np.bincount(group[asked], minlength=group.max() + 1)
    means = np.bincount(group[asked], goes[asked], len(there)) / there
    return means @ np.bincount(group) / len(goes)


def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = {name: abs(estimated_share(goes, town[name], asked) - goes.mean()) for name in columns}
    usable = {name: value for name, value in off.items() if not np.isnan(value)}
    if not usable:
        raise ValueError("each column has a group from which nobody was asked")
    return min(usable, key=usable.get)

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    few = min(people, max(1, budget // 4))
    silent = rng.choice(people, few, replace=False).tolist()
    heard = []
    while silent and budget:
        budget -= 1
        person = silent.pop(0)
        answer = call(person)
        if answer is None:
            silent.append(person)
        else:
            heard.append(answer)
    return float(np.mean(heard)) if heard else float("nan")
