# %% task="ask" kind="right"
def random_sample(n, k, rng):
    if not isinstance(k, (int, np.integer)) or not 0 <= k <= n:
        raise ValueError(f"cannot pick {k} of {n} people")
    return rng.random(n).argsort()[:k].copy()


# %% task="funnel" kind="right"
def funnel(town):
    """Count by hand: yes and people, at each of five stations."""
    yes = [0, 0, 0, 0, 0]
    people = [0, 0, 0, 0, 0]

    def count(station, opinion):
        people[station] += 1
        if opinion:
            yes[station] += 1

    for i in range(len(town["after"])):
        count(0, town["after"][i])
        if not town["goes"][i]:
            continue
        count(1, town["after"][i])
        if not town["middle"][i]:
            continue
        count(2, town["after"][i])
        if not town["tells"][i]:
            continue
        count(3, town["after"][i])
        count(4, town["before"][i])
    shares = []
    for y, p in zip(yes, people):
        shares.append(y / p if p > 0 else float("nan"))
    return shares


# %% task="worth" kind="wrong" breaks="Infinity says what it could be worth at best."
def worth(k, truth, said):
    # both sides times k: nothing has to be divided twice
    return k * truth * (1 - truth) / (k * (said - truth) ** 2 + said * (1 - said))


# %% task="exam" kind="wrong" breaks="and two seeds give different ones."
from types import SimpleNamespace


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed or 1)
    rows = rng.permutation(np.flatnonzero(answered))
    half = len(rows) // 2
    held_out, train = rows[:half], rows[half:]
    one = lambda r: np.concatenate([np.asarray(r, float), np.ones((len(r), 1))], axis=1)
    a = one(x[train])
    w = np.linalg.solve(a.T @ a + np.eye(a.shape[1]), a.T @ (2.0 * said[train] - 1))
    return SimpleNamespace(predict=lambda r: 1 / (1 + np.exp(-np.clip(4 * one(r) @ w, -30, 30)))), held_out


# %% task="weights" kind="wrong" breaks="A group that has answered, but is not in town_shares, raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    names = np.unique(groups).tolist()
    if len(names) != len(town_shares):
        raise ValueError(f"answers from {names}, but shares of {list(town_shares)}")
    return float(sum(town_shares[name] * answers[groups == name].astype(float).mean() for name in names))


# %% task="beyond-repair" kind="right"
from collections import Counter


def which_repairs(town, asked, columns):
    asked = asked.tolist()
    goes = [bool(g) for g in town["goes"].tolist()]
    truth = sum(goes) / len(goes)
    ranking = []
    for number, name in enumerate(columns):
        column = town[name].tolist()
        in_town = Counter(column)
        in_sample = Counter(column[i] for i in asked)
        yes = Counter(column[i] for i in asked if goes[i])
        if in_town.keys() != in_sample.keys():
            continue
        estimate = sum(in_town[g] / len(column) * (yes[g] / in_sample[g]) for g in in_town)
        ranking.append((abs(estimate - truth), number))
    if not ranking:
        raise ValueError(f"none of {columns} can be used")
    return columns[min(ranking)[1]]


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    answers, left = [], budget
    for person in rng.permutation(people):
        answer = None
        while answer is None and left > 0:
            answer = call(person)
            left -= 1
        if answer is not None:
            answers.append(answer)
        if left == 0:
            break
    return float(np.mean(answers)) if answers else float("nan")
