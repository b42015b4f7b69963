# %% task="ask" kind="wrong" breaks="of k people are equally likely, whatever earlier calls gave."
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("k must be from 0 to n")
    tickets = rng.integers(0, n, n)  # a lottery ticket for everybody, and the smallest ones win
    return np.argsort(tickets, kind="stable")[:k]


# %% task="funnel" kind="wrong" breaks="The first four are the share of"
def funnel(town):
    def share(column, rows):
        count = rows.sum()
        if count == 0:
            return np.nan
        return column[rows].astype(np.uint8).sum(dtype=np.uint8) / count

    goes = town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    steps = [np.ones_like(goes), goes, middle, tells]
    return [share(town["after"], rows) for rows in steps] + [share(town["before"], tells)]


# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    if error == 0:
        return float("inf")
    return min(float(k), truth * (1 - truth) / error)  # a survey cannot be worth more than it has answers


# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
class Line:
    def __init__(self, a, y):
        a = np.column_stack([a, np.ones(len(a))])
        self.w = np.linalg.solve(a.T @ a + np.eye(a.shape[1]), a.T @ (2.0 * y - 1))

    def predict(self, rows):
        return np.clip(0.5 + 0.5 * (np.column_stack([rows, np.ones(len(rows))]) @ self.w), 0, 1)


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    held_out = []
    for vote in (0, 1):  # as many yes and no in the exam as in the answers
        those = rng.permutation(np.flatnonzero(answered & (said == vote)))
        held_out.extend(those[: -(-len(those) // 4)].tolist())
    held_out = np.array(held_out, dtype=int)
    train = np.setdiff1d(np.flatnonzero(answered), held_out)
    return Line(x[train].astype(float), said[train]), held_out


# %% task="weights" kind="wrong" breaks="bools, ints or floats."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    heard = {}
    for group, answer in zip(groups.tolist(), answers):
        heard.setdefault(group, []).append(answer)
    for group in heard.keys() ^ town_shares.keys():
        raise ValueError(f"group {group} is not on both sides")
    return float(sum(share * (sum(heard[group]) / len(heard[group])) for group, share in town_shares.items()))


# %% task="beyond-repair" kind="wrong" breaks="no call remembers an earlier one"
shares_of = {}


def which_repairs(town, asked, columns):
    goes = town["goes"]
    least = {}
    for column in columns:
        if column not in shares_of:  # the town hall need not be asked twice
            names, counts = np.unique(town[column], return_counts=True)
            shares_of[column] = dict(zip(names.tolist(), counts / counts.sum()))
        sample = town[column][asked]
        if set(sample.tolist()) == set(shares_of[column]):
            estimate = sum(s * goes[asked][sample == g].mean() for g, s in shares_of[column].items())
            least[column] = abs(estimate - goes.mean())
    if not least:
        raise ValueError("no column can be used")
    return min(least, key=least.get)


# %% task="call-again" kind="wrong" breaks="If all who answered said yes, it is 1; if all said no, it is 0."
def phone_survey(call, people, budget, rng):
    yes = heard = calls = 0
    for person in rng.permutation(people):
        answer = None
        while answer is None and calls < budget:
            answer = call(int(person))
            calls += 1
        if answer is None:
            break
        heard += 1
        yes += answer
    if heard == 0:
        return float("nan")
    return (yes + 0.5) / (heard + 1)  # nobody should be too sure
