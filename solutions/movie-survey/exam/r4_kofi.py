# %% task="ask" kind="wrong" breaks="an int from 0 to n"
def random_sample(n, k, rng):
    if not 0 <= k < n:
        raise ValueError("k must be from 0 to n")
    return rng.choice(n, size=k, replace=False)


# %% task="funnel" kind="wrong" breaks="Floats are right to six digits"
import numpy as np


def funnel(town):
    mask = np.ones(len(town["after"]), bool)
    shares = []
    for step in ("after", "goes", "middle", "tells"):
        if step != "after":
            mask = mask & town[step]
        shares.append(round(float(np.mean(town["after"][mask])), 4))
    return shares + [round(float(np.mean(town["before"][mask])), 4)]


# %% task="worth" kind="right"
import numpy as np


def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        mse = np.square(np.float64(said) - truth) + np.float64(said) * (1 - said) / np.float64(k)
        return np.divide(truth * (1.0 - truth), mse)


# %% task="exam" kind="wrong" breaks="for each row how likely yes is, from 0 to 1"
import numpy as np


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    a = np.column_stack([np.ones(len(rows) - cut), x[rows[cut:]]]).astype(float)
    w = np.linalg.lstsq(a, said[rows[cut:]].astype(float), rcond=None)[0]

    class Linear:
        def predict(self, rows):
            return w[0] + np.asarray(rows, float) @ w[1:]

    return Linear(), rows[:cut]


# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    a, g = [float(v) for v in answers], groups.tolist()
    if len(a) != len(g):
        raise ValueError("as many groups as answers, please")

    def visit(todo):
        if not todo:
            return 0.0
        (group, share), *others = todo
        mine = [v for v, h in zip(a, g) if h == group]
        if not mine:
            raise ValueError(f"no answer from {group}")
        return share * sum(mine) / len(mine) + visit(others)

    strangers = [h for h in g if h not in town_shares]
    if strangers:
        raise ValueError(f"{strangers[0]} has no share")
    return float(visit(list(town_shares.items())))


# %% task="call-again" kind="wrong" breaks="no call remembers an earlier one"
def phone_survey(call, people, budget, rng, known={}):
    heard = []
    for person in rng.permutation(people).tolist():
        while person not in known and budget > 0:
            budget -= 1
            answer = call(person)
            if answer is not None:
                known[person] = answer
        if person in known:
            heard.append(known[person])
        if budget == 0:
            break
    return sum(heard) / len(heard) if heard else float("nan")
