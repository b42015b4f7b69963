# %% task="ask" kind="right"
class _Hat:
    """Lots 0 to n - 1 in a hat, of which only the moved ones are written down."""

    def __init__(self, n):
        self.left, self.moved = n, {}

    def draw(self, rng):
        place = int(rng.integers(self.left))
        self.left -= 1
        lot = self.moved.get(place, place)
        self.moved[place] = self.moved.get(self.left, self.left)
        return lot


def random_sample(n, k, rng):
    if not isinstance(k, (int, np.integer)) or not 0 <= k <= n:
        raise ValueError(f"cannot pick {k} of {n}")
    rng.random()  # even a draw of nobody moves the dice
    hat = _Hat(n)
    return np.fromiter((hat.draw(rng) for _ in range(k)), dtype=int, count=int(k))


# %% task="funnel" kind="wrong" breaks="among those who go and sit in the middle; among those of them who"
def funnel(town):
    """Bayes, one step after the other."""

    def follow(opinion, steps):
        yes, no = np.mean(opinion), np.mean(~opinion)
        shares = [yes]
        for step in steps:
            yes = yes * np.mean(step[opinion]) if opinion.any() else 0.0
            no = no * np.mean(step[~opinion]) if not opinion.all() else 0.0
            shares.append(yes / (yes + no) if yes + no > 0 else np.nan)
        return shares

    steps = [town["goes"], town["middle"], town["tells"]]
    return [float(share) for share in follow(town["after"], steps) + follow(town["before"], steps)[-1:]]


# %% task="worth" kind="wrong" breaks="Each of the k answers is yes with probability `said`, independently of the others."
def worth(k, truth, said):
    scatter = truth * (1 - truth)
    error = (said - truth) ** 2 + scatter / k
    return scatter / error if error > 0 else float("inf")


# %% task="exam" kind="wrong" breaks="two seeds give different ones"
class ShortSeed:
    def __init__(self, x, y):
        self.w = np.zeros(x.shape[1] + 1)
        for _ in range(300):
            self.w += self._wide(x).T @ (y - self.predict(x)) / len(y)

    def _wide(self, rows):
        return np.insert(np.asarray(rows, dtype=float), 0, 1.0, axis=1)

    def predict(self, rows):
        return 1 / (1 + np.exp(-self._wide(rows) @ self.w))


def johns_exam(x, said, answered, seed):
    order = np.random.RandomState(seed % 2**16).permutation(np.flatnonzero(answered))
    held_out, train = np.array_split(order, [int(np.ceil(len(order) * 0.4))])
    return ShortSeed(x[train], said[train]), held_out


# %% task="weights" kind="wrong" breaks="in any order of groups"
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("answers and groups differ in length")
    names, number, counts = np.unique(groups, return_inverse=True, return_counts=True)
    odd = set(names.tolist()) ^ set(town_shares)
    if odd:
        raise ValueError(f"does not fit: {odd}")
    means = np.bincount(number, weights=answers.astype(float)) / counts
    return float(np.dot(means, list(town_shares.values())))


# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least"
def which_repairs(town, asked, columns):
    best, gap = None, 0.1  # what is further off than this repairs nothing
    heard = town["goes"][asked]
    for column in columns:
        everybody, sample = town[column].tolist(), town[column][asked].tolist()
        if set(everybody) != set(sample):
            continue
        estimate = 0.0
        for group in set(sample):
            said = [bool(h) for h, s in zip(heard, sample) if s == group]
            estimate += everybody.count(group) / len(everybody) * sum(said) / len(said)
        if abs(estimate - town["goes"].mean()) < gap:
            best, gap = column, abs(estimate - town["goes"].mean())
    if best is None:
        raise ValueError("no column repairs it")
    return best


# %% task="call-again" kind="wrong" breaks="At least one call is made."
def phone_survey(call, people, budget, rng):
    panel = list(rng.permutation(people)[: budget // 5])
    heard, left = [], budget
    while panel and left:
        person = panel.pop()
        answer = None
        while answer is None and left:
            left -= 1
            answer = call(person)
        if answer is not None:
            heard.append(answer)
    return float(np.mean(heard)) if heard else float("nan")
