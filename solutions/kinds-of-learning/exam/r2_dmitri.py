# %% task="learns" kind="right"
import statistics


def learns(scores):
    table = [[float(v) for v in line] for line in scores]
    if len(table) < 2 or any(len(line) < 2 for line in table):
        raise ValueError("needs two repeats and two sizes")
    rises = []
    for line in table:
        rises.append(line[-1] - line[0])
    middle = statistics.mean(rises)
    spread = statistics.stdev(rises)
    if not middle > 0:
        return False
    return middle > 3 * spread / len(rises) ** 0.5


# %% task="groups" kind="wrong" breaks="Compute in float64."
def _w7distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w7start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w7distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d.astype("float64") / d.sum(dtype="float64") if d.sum() > 0 else None)))
    return x[rows].copy()


def _w7settle(x, centres):
    labels = None
    while True:
        d = _w7distances(x, centres)
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
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    x = np.asarray(x, dtype="float32")
    best = min((_w7settle(x, _w7start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="wrong" breaks="labels: (n,) array of ints: the group of each row."
from itertools import permutations


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    number = np.unique(truth, return_inverse=True)[1].astype(labels.dtype)
    pairs = labels * 64 + number
    groups, classes = np.unique(labels), np.unique(number)
    table = np.array([[(pairs == g * 64 + c).sum() for c in classes] for g in groups])
    if table.shape[0] > table.shape[1]:
        table = table.T
    rows = np.arange(table.shape[0])
    return float(max(table[rows, list(p)].sum() for p in permutations(range(table.shape[1]), len(rows))) / len(labels))


# %% task="three-questions" kind="wrong" breaks="A fourth call raises a RuntimeError."
def _q2distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _q2start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _q2distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _q2settle(x, centres):
    labels = None
    while True:
        d = _q2distances(x, centres)
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
    z = np.array(x, dtype="float64")
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    centres, labels, _ = min((_q2settle(z, _q2start(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    asked = [int(((z - c) ** 2).sum(axis=1).argmin()) for c in centres]
    told = [ask(row) for row in asked]
    for g in range(3):
        if told.count(told[g]) > 1:  # twice the same: ask about the next bird of that group
            order = ((z - centres[g]) ** 2).sum(axis=1).argsort()
            told[g] = ask(int(order[1]))
    return [told[g] for g in labels]


# %% task="reward" kind="wrong" breaks="Every random number comes from it"
import random


def play(pull, arms, n, rng):
    tried, won, order = [0] * arms, [0] * arms, []
    for _ in range(n):
        hopes = [random.betavariate(1 + w, 1 + t - w) for w, t in zip(won, tried)]
        arm = hopes.index(max(hopes))
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="Its keys are the numbers of the problems, the ints 1 to 12."
def kinds():
    words = ['whether', 'which one', 'how much', 'how many', 'which ones', 'what is alike', 'what pays', 'nothing to learn', 'what pays', 'which ones', 'what is alike', 'which one']
    return {number: word for number, word in enumerate(words)}


