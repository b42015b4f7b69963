# %% task="ask" kind="wrong" breaks="Any other k raises a ValueError."
def random_sample(n, k, rng):
    if k > n:
        raise ValueError("there are not so many people")
    return rng.permutation(n)[:k]


# %% task="funnel" kind="wrong" breaks="A share of nobody"
def funnel(town):
    people = list(zip(*(town[name].tolist() for name in ("goes", "middle", "tells", "before", "after"))))
    shares = [sum(p[4] for p in people) / len(people)]
    for step in range(3):
        people = [p for p in people if p[step]]
        shares.append(sum(p[4] for p in people) / len(people))
    shares.append(sum(p[3] for p in people) / len(people))
    return shares


# %% task="worth" kind="wrong" breaks="an int, at least 1, or `math.inf`"
def worth(k, truth, said):
    truth, said = float(truth), float(said)
    variance = said * (1 - said) / k
    bias = said - truth
    return truth * (1 - truth) / (bias**2 + variance)


# %% task="exam" kind="wrong" breaks="are at least a quarter of those who answered"
class Regression:
    def fit(self, x, y):
        self.w, self.b = np.zeros(x.shape[1]), 0.0
        for _ in range(400):
            gap = y - self.predict(x)
            self.w = self.w + 0.5 * (gap @ x) / len(x)
            self.b = self.b + 0.5 * gap.mean()
        return self

    def predict(self, rows):
        return 0.5 + 0.5 * np.tanh((rows @ self.w + self.b) / 2)


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    quarter = len(rows) // 4
    return Regression().fit(x[rows[quarter:]], said[rows[quarter:]]), rows[:quarter]


# %% task="weights" kind="wrong" breaks="ones and zeros, or other finite numbers"
def poststratify(answers, groups, town_shares):
    if answers.size != groups.size:
        raise ValueError("different lengths")
    for name in set(groups.tolist()).symmetric_difference(town_shares):
        raise ValueError(f"{name} is missing on one side")
    mean = sum(share * answers[groups == name].astype(float).mean() for name, share in town_shares.items())
    return float(np.clip(mean, 0, 1))  # rounding must not lead out of 0 … 1


# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = town["goes"].astype(float)

    def gaps(names):
        if not names:
            return
        first, *rest = names
        groups = [town[first] == g for g in set(town[first].tolist())]
        if all(g[asked].any() for g in groups):
            yield abs(sum(g.mean() * goes[asked][g[asked]].mean() for g in groups) - goes.mean()), first
        yield from gaps(rest)

    found = min(gaps(list(columns)), key=lambda pair: pair[0], default=None)
    if found is None:
        raise ValueError("nothing to weight by")
    return found[1]


# %% task="call-again" kind="wrong" breaks="estimate minus truth is from -0.02 to 0.02."
def phone_survey(call, people, budget, rng):
    answers, left = [], budget
    for person in rng.permutation(people):
        for _ in range(5):  # five evenings are enough for anybody
            if left == 0:
                return float(np.mean(answers)) if answers else float("nan")
            left -= 1
            answer = call(person)
            if answer is not None:
                answers.append(answer)
                break
    return float(np.mean(answers)) if answers else float("nan")
