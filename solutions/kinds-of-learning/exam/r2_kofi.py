# %% task="learns" kind="wrong" breaks="The numbers may be large or small"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / len(rises) ** 0.5
    return bool(rises.mean() / (error + 1e-8) > 3)


# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    rows = np.unique(x, axis=0)
    if not 1 <= k <= len(rows):
        raise ValueError("k")

    def nearest(centres):
        d = np.empty((len(x), k))
        for g in range(k):
            d[:, g] = np.square(x - centres[g]).sum(axis=1)
        return d.argmin(axis=1), d.min(axis=1).sum()

    best = (np.inf, None, None)
    tries = 0
    while tries < 80 or best[1] is None:
        tries += 1
        centres, before = rng.permutation(rows)[:k], None
        while True:
            labels, cost = nearest(centres)
            if len(np.unique(labels)) < k:  # a centre lost its rows: throw this beginning away
                break
            if before is not None and (labels == before).all():
                if cost < best[0]:
                    best = (cost, centres, labels)
                break
            before = labels
            centres = np.array([x[labels == g].mean(axis=0) for g in range(k)])
    return best[1], best[2]


# %% task="names" kind="wrong" breaks="not always as many"
from itertools import permutations


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, classes = np.unique(labels), np.unique(truth)
    best = 0.0
    for naming in permutations(classes, min(len(groups), len(classes))):
        right = sum(((labels == g) & (truth == c)).sum() for g, c in zip(groups, naming))
        best = max(best, right / len(labels))
    return float(best)


# %% task="reward" kind="wrong" breaks="It may be smaller than `arms`."
def play(pull, arms, n, rng):
    tried, won = np.ones(arms), np.zeros(arms)
    order = list(range(arms))
    for arm in order:
        won[arm] = pull(arm)
    for turn in range(arms, n):
        arm = int(np.argmax(rng.beta(1 + won, 1 + tried - won)))
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


