# %% task="learns" kind="wrong" breaks="what is handed in is not changed"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    scores -= scores[:, :1].copy()
    rises = scores[:, -1]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="groups" kind="wrong" breaks="what is handed in is not changed"
def _w10distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w10start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w10distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _w10settle(x, centres):
    labels = None
    while True:
        d = _w10distances(x, centres)
        new = d.argmin(axis=1)
        for g in range(len(centres)):
            if not (new == g).any():
                own = d[np.arange(len(x)), new].copy()
                own[np.bincount(new, minlength=len(centres))[new] < 2] = -1
                new[own.argmax()] = g
        if labels is not None and (new == labels).all():
            return centres, labels, float(d[np.arange(len(x)), labels].sum())
        labels = new
        centres = np.stack([x[labels == g].mean(axis=0) for g in range(len(centres))])


def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    middle = x.mean(axis=0)
    x -= middle  # smaller numbers, smaller rounding
    best = min((_w10settle(x, _w10start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0] + middle, best[1]


# %% task="names" kind="wrong" breaks="or no rows, raise a ValueError"
from itertools import permutations


def agreement(labels, truth):
    labels, truth = list(labels), list(truth)
    if len(labels) != len(truth):
        raise ValueError("lengths differ")
    groups = sorted(set(labels))
    classes = list(set(truth)) + [None] * len(groups)
    best = 0
    for naming in set(permutations(classes[:max(len(set(truth)), len(groups))], len(groups))):
        name = dict(zip(groups, naming))
        best = max(best, sum(name[g] == t for g, t in zip(labels, truth)))
    return best / max(len(labels), 1)


# %% task="reward" kind="wrong" breaks="Exactly n pulls are made."
def play(pull, arms, n, rng):
    tried, won, order = np.zeros(arms), np.zeros(arms), []
    while True:
        arm = int(np.argmax(rng.beta(1 + won, 1 + tried - won)))
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
        if len(order) >= n:
            return order[:n]


# %% task="which-kind" kind="wrong" breaks="Each wears a shirt with a number from 1 to 99"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "how many",
    }


