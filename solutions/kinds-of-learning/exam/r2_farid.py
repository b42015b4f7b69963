# %% task="learns" kind="wrong" breaks="over the square root of n"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises) - 1))


# %% task="groups" kind="wrong" breaks="each cloud is a group: in at least 8 of 10 tables"
def _w1distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w1start(x, k, rng):
    # deal the rows out like cards, and begin with the mean of each hand
    hands = rng.permutation(np.arange(len(x)) % k)
    return np.stack([x[hands == g].mean(axis=0) for g in range(k)])


def _w1settle(x, centres):
    labels = None
    while True:
        d = _w1distances(x, centres)
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
    best = min((_w1settle(x, _w1start(x, k, rng)) for _ in range(1)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="right"
from itertools import permutations


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, a = np.unique(labels, return_inverse=True)
    classes, b = np.unique(truth, return_inverse=True)
    size = max(len(groups), len(classes))
    table = np.zeros((size, size), dtype="int64")
    np.add.at(table, (a, b), 1)
    return max(float(sum(table[i, j] for i, j in enumerate(order))) for order in permutations(range(size))) / len(labels)


# %% task="three-questions" kind="wrong" breaks="what is handed in is not changed"
def _q3distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _q3start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _q3distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _q3settle(x, centres):
    labels = None
    while True:
        d = _q3distances(x, centres)
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


def ask_three(x, ask, rng):
    z = np.asarray(x, dtype="float64")
    z -= z.mean(axis=0)
    z /= z.std(axis=0)
    centres, labels, _ = min((_q3settle(z, _q3start(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    asked = [int(((z - c) ** 2).sum(axis=1).argmin()) for c in centres]
    told = [ask(row) for row in asked]
    return [told[g] for g in labels]


# %% task="reward" kind="right"
import math


class _Lever:
    def __init__(self, number):
        self.number, self.tried, self.won = number, 0, 0

    def hope(self, turn):
        if self.tried == 0:
            return math.inf
        return self.won / self.tried + math.sqrt(0.6 * math.log(turn + 1) / self.tried)


def play(pull, arms, n, rng):
    levers = [_Lever(number) for number in range(arms)]
    order = ()
    for turn in range(n):
        best = max(levers, key=lambda lever: lever.hope(turn))
        best.won += pull(best.number)
        best.tried += 1
        order += (best.number,)
    return order


# %% task="which-kind" kind="wrong" breaks="Nobody can say which roll was right."
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
        9: "whether",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }


