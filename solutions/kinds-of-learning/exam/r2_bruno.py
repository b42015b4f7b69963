# %% task="learns" kind="wrong" breaks="array of floats or of integers, such as uint8"
def learns(scores):
    scores = np.asarray(scores)
    if scores.ndim != 2 or min(scores.shape) < 2:
        raise ValueError("at least two repeats and two sizes")
    rises = scores[:, -1] - scores[:, 0]
    mean = rises.mean(dtype="float64")
    error = rises.std(ddof=1, dtype="float64") / np.sqrt(len(rises))
    return bool(mean > 0 and mean > 3 * error)


# %% task="groups" kind="wrong" breaks="each centre is the mean of its group's rows, up to rounding"
def _w9distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w9start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w9distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _w9settle(x, centres):
    labels = None
    while True:
        d = _w9distances(x, centres)
        new = d.argmin(axis=1)
        for g in range(len(centres)):
            if not (new == g).any():
                own = d[np.arange(len(x)), new].copy()
                own[np.bincount(new, minlength=len(centres))[new] < 2] = -1
                new[own.argmax()] = g
        if labels is not None and (new == labels).all():
            return centres, labels, float(d[np.arange(len(x)), labels].sum())
        labels = new
        moved = np.stack([x[labels == g].mean(axis=0) for g in range(len(centres))])
        if np.allclose(moved, centres, rtol=0, atol=1e-2):
            return centres, labels, float(d.min(axis=1).sum())
        centres = moved


def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best = min((_w9settle(x, _w9start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="wrong" breaks="No two groups get the same name."
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    right = 0
    for group in np.unique(labels):
        right += np.unique(truth[labels == group], return_counts=True)[1].max()
    return float(right / len(labels))


# %% task="three-questions" kind="right"
def _qadistances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _qastart(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _qadistances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _qasettle(x, centres):
    labels = None
    while True:
        d = _qadistances(x, centres)
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
    centres, labels, _ = min((_qasettle(z, _qastart(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    asked = [int(((z - c) ** 2).sum(axis=1).argmin()) for c in centres]
    told = [ask(row) for row in asked]
    return [told[g] for g in labels]


# %% task="reward" kind="wrong" breaks="Where one of 2 to 5 levers always gives a coin"
def play(pull, arms, n, rng):
    seen = min(arms, 3)  # there are three levers
    tried, won, order = np.zeros(seen), np.zeros(seen), []
    for _ in range(n):
        arm = int(np.argmax(rng.beta(1 + won, 1 + tried - won)))
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="right"
def kinds():
    groups = {
        "whether": [1], "which one": [2, 12], "how much": [3], "how many": [4], "which ones": [5, 10],
        "what is alike": [6, 11], "what pays": [7, 9], "nothing to learn": [8],
    }
    return dict(sorted((n, kind) for kind, numbers in groups.items() for n in numbers))


