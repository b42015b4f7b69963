# %% task="learns" kind="wrong" breaks="A repeat's rise is its score at the last size minus that at the first."
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores.max(axis=1) - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="groups" kind="wrong" breaks="an int from 1 to the number of different rows. Any other raises a ValueError."
def _w4distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w4start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w4distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum() if d.sum() > 0 else None)))
    return x[rows].copy()


def _w4settle(x, centres):
    labels = None
    while True:
        d = _w4distances(x, centres)
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
    if not 1 <= k <= len(x):
        raise ValueError("no such number of groups")
    best = min((_w4settle(x, _w4start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="wrong" breaks="Two lengths that differ"
from itertools import permutations


def agreement(labels, truth):
    rows = list(zip(labels, truth))
    if not rows:
        raise ValueError("no rows")
    groups = list({g for g, _ in rows})
    classes = list({c for _, c in rows}) + [None] * len(groups)
    spare = max(len({c for _, c in rows}), len(groups))
    best = 0
    for naming in permutations(classes[:spare], len(groups)):
        name = dict(zip(groups, naming))
        best = max(best, sum(name[g] == c for g, c in rows))
    return best / len(rows)


# %% task="three-questions" kind="wrong" breaks="Global random states stay as they are"
def _q6distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _q6start(x, k, rng):
    rows = [int(rng.randint(len(x)))]
    while len(rows) < k:
        d = _q6distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _q6settle(x, centres):
    labels = None
    while True:
        d = _q6distances(x, centres)
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
    np.random.seed(int(rng.integers(2**31)))
    rng = np.random
    centres, labels, _ = min((_q6settle(z, _q6start(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    asked = [int(((z - c) ** 2).sum(axis=1).argmin()) for c in centres]
    told = [ask(row) for row in asked]
    return [told[g] for g in labels]


# %% task="reward" kind="wrong" breaks="What was handed in before makes no difference"
def play(pull, arms, n, rng, memory={}):
    tried, won = memory.setdefault(arms, (np.zeros(arms), np.zeros(arms)))
    order = []
    for _ in range(n):
        arm = int(np.argmax(rng.beta(1 + won, 1 + tried - won)))
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="a value that a known rule gives, without an error"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "how much",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }


