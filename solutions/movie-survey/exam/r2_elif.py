# %% task="ask" kind="wrong" breaks="of k people are equally likely"
def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k must be from 0 to n")
    tickets = rng.integers(0, n, n)  # everybody draws a ticket, the lowest ones are asked
    return np.argsort(tickets, kind="stable")[:k]

# %% task="funnel" kind="right"
def funnel(town):
    names = ("goes", "middle", "tells", "before", "after")
    everybody = list(zip(*(town[name].tolist() for name in names)))

    def share(rows, place):
        return sum(row[place] for row in rows) / len(rows) if rows else float("nan")

    def walk(rows, step):
        if step == 3:
            return (share(rows, 4), share(rows, 3))
        return (share(rows, 4), *walk([row for row in rows if row[step]], step + 1))

    return walk(everybody, 0)

# %% task="worth" kind="wrong" breaks="Returns a float, which is not rounded: it may be below 1"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    if error == 0:
        return float("inf")
    return max(1.0, truth * (1 - truth) / error)  # fewer than one person cannot be asked

# %% task="exam" kind="wrong" breaks="for each row how likely yes is, from 0 to 1."
class LeastSquares:
    def __init__(self, weights):
        self.weights = weights

    def predict(self, rows):
        return np.column_stack([np.ones(len(rows)), np.asarray(rows, float)]) @ self.weights


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = -(-len(rows) // 4)
    held_out, train = rows[:size], rows[size:]
    a = np.column_stack([np.ones(len(train)), x[train].astype(float)])
    return LeastSquares(np.linalg.lstsq(a, said[train].astype(float), rcond=None)[0]), held_out

# %% task="weights" kind="wrong" breaks="in any order of groups."
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("different lengths")
    for group in set(groups.tolist()) ^ set(town_shares):
        raise ValueError(f"the group {group} is in one of them only")
    names = np.unique(groups)
    means = [answers[groups == name].astype(float).mean() for name in names]
    return float(np.dot(means, list(town_shares.values())))

# %% task="beyond-repair" kind="wrong" breaks="A column with a group from which nobody was asked"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = {}
    for name in columns:
        column = town[name]
        if column.dtype.kind in "iu":
            groups = range(int(column.min()), int(column.max()) + 1)
        else:
            groups = set(column.tolist())
        estimate = 0.0
        for group in groups:
            told = goes[asked][column[asked] == group]
            if len(told) == 0:
                break
            estimate += (column == group).mean() * told.mean()
        else:
            off[name] = abs(estimate - goes.mean())
    if not off:
        raise ValueError("no column can be used")
    return min(off, key=off.get)

# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list."
def phone_survey(call, people, budget, rng):
    heard, person = [], 0
    for _ in range(budget):
        answer = call(person)
        if answer is not None:
            heard.append(answer)
            person += 1
        if person == people:
            break
    return float(np.mean(heard)) if heard else float("nan")
