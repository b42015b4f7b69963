# %% task="learns" kind="wrong" breaks="Fewer than 2 repeats or fewer than 2 sizes raise a ValueError."
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if len(scores) < 2:
        raise ValueError("one repeat has no standard deviation")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="head" kind="wrong" breaks="the count to be expected, never below 0"
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mean_squared_error"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, None, "mean_squared_error"),
    }
    if kind not in heads:
        raise ValueError(f"unknown kind: {kind!r}")
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation=activation)])
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss=loss)
    return model


# %% task="groups" kind="right"
def _r1distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _r1start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _r1distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _r1settle(x, centres):
    labels = None
    while True:
        d = _r1distances(x, centres)
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
    best = min((_r1settle(x, _r1start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="wrong" breaks="Any ints may be groups: 7 and -1, for instance."
from itertools import permutations


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    k = int(labels.max()) + 1
    classes = list(np.unique(truth)) + [None] * max(k, 0)
    best = 0
    names = list(np.unique(truth, return_inverse=True)[1])
    m = len(np.unique(truth))
    size = max(min(k, 8), m)
    for naming in permutations(range(size)):
        best = max(best, sum(0 <= g < size and naming[g] == c for g, c in zip(labels.tolist(), names)))
    return float(best / len(labels))


# %% task="three-questions" kind="wrong" breaks="Returns a name for each row"
def _q5distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _q5start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _q5distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _q5settle(x, centres):
    labels = None
    while True:
        d = _q5distances(x, centres)
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
    centres, labels, _ = min((_q5settle(z, _q5start(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    told = {}
    for g in (0, 1):
        told[g] = ask(int(((z - centres[g]) ** 2).sum(axis=1).argmin()))
    rest = {"Adelie", "Chinstrap", "Gentoo"} - set(told.values())  # one question saved
    told[2] = sorted(rest)[0]
    return [told[g] for g in labels]


# %% task="reward" kind="wrong" breaks="At least 9 of 10 games are won."
def play(pull, arms, n, rng):
    """Explore a hundred times each, to be sure; then the best."""
    tried, won, order = [0] * arms, [0] * arms, []
    for turn in range(n):
        if turn < 100 * arms:
            arm = turn % arms
        else:
            arm = max(range(arms), key=lambda a: won[a] / tried[a])
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="a count of things"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how much",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }


