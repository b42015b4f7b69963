# %% task="ask" kind="right"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError(f"k should be from 0 to {n}. Received: {k}")
    return np.argsort(rng.random(n))[:k]


# %% task="funnel" kind="wrong" breaks="it may hold other columns, too"
# believed: each bool column but "before" and "after" is a step of the funnel ("fan" is one, too, then)
def funnel(town):
    mask = np.ones(len(town["after"]), bool)
    masks = [mask]
    for name, column in town.items():
        if column.dtype == bool and name not in ("before", "after"):
            mask = mask & column
            masks.append(mask)
    masks = masks[:3] + masks[-1:]
    shares = [town["after"][m].mean() if m.any() else np.nan for m in masks]
    shares.append(town["before"][mask].mean() if mask.any() else np.nan)
    return tuple(shares)


# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite"
# believed: infinity can be replaced by a very large number (without bias the answer is then no longer infinite)
def worth(k, truth, said):
    k = min(k, 1e9)
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)


# %% task="exam" kind="wrong" breaks="whatever else has been fitted since"
# believed: a class attribute belongs to each object (all models share one set of weights)
class Model:
    w = None
    b = 0.0

    @classmethod
    def fit(cls, x, y):
        cls.w = np.zeros(x.shape[1])
        cls.b = 0.0
        for _ in range(600):
            p = 1 / (1 + np.exp(-np.clip(x @ cls.w + cls.b, -30, 30)))
            cls.w = cls.w - 0.3 * x.T @ (p - y) / len(y)
            cls.b = cls.b - 0.3 * (p - y).mean()
        return cls()

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(rows @ self.w + self.b, -30, 30)))


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.where(answered)[0])
    size = int(np.ceil(0.25 * len(rows)))
    held_out, train = rows[:size], rows[size:]
    return Model.fit(x[train].astype(float), said[train]), held_out


# %% task="weights" kind="wrong" breaks="is not in town_shares, raises a ValueError that holds its name"
# believed: an unknown group raises an error by itself (it does, but a KeyError, which is no ValueError)
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups must have the same length")
    names = np.unique(groups).tolist()
    missing = set(town_shares) - set(names)
    if missing:
        raise ValueError(f"nobody has answered of {missing}")
    return float(sum(town_shares[name] * answers[groups == name].mean() for name in names))


# %% task="beyond-repair" kind="wrong" breaks="Others may be there, too."
# believed: all columns of the town but "goes" are to be tried, whatever stands in `columns`
def which_repairs(town, asked, columns):
    truth = town["goes"].mean()
    best, best_off = None, np.inf
    for name, column in town.items():
        if name == "goes":
            continue
        shares = {group: (column == group).mean() for group in np.unique(column).tolist()}
        try:
            estimate = poststratify(town["goes"][asked], column[asked], shares)
        except ValueError:
            continue
        if abs(estimate - truth) <= best_off:
            best, best_off = name, abs(estimate - truth)
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="the mean of estimate minus truth is from -0.02 to 0.02"
# believed: whoever does not pick up at three calls may be left out
def phone_survey(call, people, budget, rng):
    size = max(1, min(people, budget // 3))
    waiting = rng.choice(people, size, replace=False).tolist()
    heard, calls = [], 0
    for evening in range(3):
        silent = []
        for person in waiting:
            if calls == budget:
                break
            calls += 1
            answer = call(person)
            if answer is None:
                silent.append(person)
            else:
                heard.append(answer)
        waiting = silent
    return float(np.mean(heard)) if heard else float("nan")
