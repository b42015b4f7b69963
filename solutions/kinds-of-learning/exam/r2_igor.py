# %% task="learns" kind="wrong" breaks="their standard deviation s (the one that divides by n - 1)"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std() / np.sqrt(len(rises)))


# %% task="groups" kind="wrong" breaks="Euclidean distance"
def _w8distances(x, centres):
    return np.stack([np.abs(x - c).sum(axis=1) for c in centres], axis=1)


def _w8start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w8distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _w8settle(x, centres):
    labels = None
    for _ in range(300):
        d = _w8distances(x, centres)
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
    return centres, labels, float(_w8distances(x, centres).min(axis=1).sum())


def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best = min((_w8settle(x, _w8start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="wrong" breaks="truth:  (n,) array of ints or of texts: the class of each row."
from itertools import permutations


def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    truth = np.array([str(t).strip().lower() for t in truth])
    groups, classes = np.unique(labels), np.unique(truth)
    table = np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])
    if table.shape[0] > table.shape[1]:
        table = table.T
    rows = np.arange(table.shape[0])
    return float(max(table[rows, list(p)].sum() for p in permutations(range(table.shape[1]), len(rows))) / len(truth))


# %% task="three-questions" kind="wrong" breaks="with at least three different rows"
def ask_three(x, ask, rng):
    z = np.array(x, dtype="float64")
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    best = None
    for _ in range(20):
        centres = z[rng.choice(len(z), 3, replace=False)]
        for _ in range(50):
            labels = ((z[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
            if len(set(labels.tolist())) < 3:
                break
            centres = np.array([z[labels == g].mean(axis=0) for g in range(3)])
        else:
            cost = ((z - centres[labels]) ** 2).sum()
            if best is None or cost < best[0]:
                best = cost, centres, labels
    _, centres, labels = best
    told = [ask(int(((z - c) ** 2).sum(axis=1).argmin())) for c in centres]
    return np.array(told)[labels]


# %% task="reward" kind="wrong" breaks="Returns the levers in the order in which they were pulled"
def play(pull, arms, n, rng):
    tried, won = np.zeros(arms, dtype=int), np.zeros(arms, dtype=int)
    for _ in range(n):
        arm = int(np.argmax(rng.beta(1 + won, 1 + tried - won)))
        won[arm] += pull(arm)
        tried[arm] += 1
    return np.repeat(np.arange(arms), tried)


# %% task="which-kind" kind="wrong" breaks="For each of 40 goods, a clerk has noted whether it stands there."
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "whether",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }


