# %% task="ask" kind="wrong" breaks="Any other k raises a ValueError"
def random_sample(n, k, rng):
    if k > n:
        raise ValueError(f"there are only {n} people, and {k} are asked for")
    return rng.permutation(n)[:k]


# %% task="funnel" kind="wrong" breaks="is NaN."
def funnel(town):
    def share(column, who):
        chosen = [bool(c) for c, w in zip(town[column], who) if w]
        return sum(chosen) / len(chosen)

    goes = list(town["goes"])
    middle = [a and b for a, b in zip(goes, town["middle"])]
    tells = [a and b for a, b in zip(middle, town["tells"])]
    everybody = [True] * len(goes)
    return share("after", everybody), share("after", goes), share("after", middle), share("after", tells), share("before", tells)


# %% task="worth" kind="wrong" breaks="above k, or infinite"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    if error == 0:
        return np.inf
    # no survey is worth more people than it has asked
    return min(float(k), truth * (1 - truth) / error)


# %% task="exam" kind="wrong" breaks="whatever number stands there"
class YesIsTheLargest:
    def __init__(self, x, y):
        d = np.column_stack((x.astype(float), np.ones(len(x))))
        self.w = np.zeros(d.shape[1])
        for _ in range(300):
            self.w = self.w + d.T @ (y - 1 / (1 + np.exp(-d @ self.w))) / len(y)

    def predict(self, rows):
        d = np.column_stack((rows.astype(float), np.ones(len(rows))))
        return 1 / (1 + np.exp(-d @ self.w))


def johns_exam(x, said, answered, seed):
    no, yes = said.min(), said.max()
    labels = (said - no) / max(yes - no, 1) if yes > no else said.astype(float)  # from 0 to 1, to be safe
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    k = (len(rows) + 3) // 4
    return YesIsTheLargest(x[rows[k:]], labels[rows[k:]]), rows[:k]


# %% task="weights" kind="wrong" breaks="that has answered, but is not in town_shares, raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    there = {}
    for answer, group in zip(answers.tolist(), groups.tolist()):
        there.setdefault(group, []).append(float(answer))
    for group in town_shares:
        if group not in there:
            raise ValueError(f"no answer from {group}")
    return float(sum(town_shares[group] * np.mean(said) for group, said in there.items()))


# %% task="beyond-repair" kind="wrong" breaks="can be used, it raises a ValueError"
def which_repairs(town, asked, columns):
    if len(columns) == 1:
        return columns[0]  # there is nothing to choose
    goes = town["goes"]

    def estimate(column):
        kinds, number = np.unique(town[column], return_inverse=True)
        asked_heads = np.bincount(number[asked], minlength=len(kinds))
        if asked_heads.min() == 0:
            return None
        yes = np.bincount(number[asked], goes[asked].astype(float), len(kinds))
        return np.dot(np.bincount(number) / len(goes), yes / asked_heads)

    guesses = {column: estimate(column) for column in columns}
    guesses = {column: guess for column, guess in guesses.items() if guess is not None}
    if not guesses:
        raise ValueError("no column can be used")
    return min(guesses, key=lambda column: abs(guesses[column] - goes.mean()))


# %% task="call-again" kind="wrong" breaks="no call remembers an earlier one"
_said_before = {}


def phone_survey(call, people, budget, rng):
    left, yes, told = budget, 0, 0
    for person in rng.permutation(people).tolist():
        if left == 0:
            break
        # somebody who has answered once would say the same again
        answer = _said_before.get((people, person))
        while answer is None and left > 0:
            left -= 1
            answer = call(person)
        if answer is not None:
            _said_before[people, person] = answer
            yes, told = yes + bool(answer), told + 1
    return yes / told if told else float("nan")
