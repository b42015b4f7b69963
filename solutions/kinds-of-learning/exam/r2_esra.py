# %% task="learns" kind="right"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    mean, error = np.mean(rises), np.std(rises, ddof=1) / np.sqrt(rises.size)
    return bool(np.logical_and(mean > 0, mean > 3 * error))


# %% task="head" kind="wrong" breaks="Choose a rate so that 200 steps suffice."
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mean_squared_error"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError(f"unknown kind: {kind!r}")
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation=activation)])
    model.compile(optimizer=keras.optimizers.Adam(0.001 if kind == "number" else 0.05), loss=loss)
    return model


# %% task="groups" kind="wrong" breaks="no other centre is nearer to a row than its own"
def _w6distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w6start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w6distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _w6settle(x, centres):
    labels = None
    for step in range(5):
        d = _w6distances(x, centres)
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
    return centres, labels, float(_w6distances(x, centres).min(axis=1).sum())


def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best = min((_w6settle(x, _w6start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="wrong" breaks="the largest share of right rows that a naming can reach"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, a = np.unique(labels, return_inverse=True)
    classes, b = np.unique(truth, return_inverse=True)
    table = np.zeros((len(groups), len(classes)), int)
    np.add.at(table, (a, b), 1)
    right = 0
    for _ in range(min(table.shape)):  # the surest name first
        g, c = np.unravel_index(table.argmax(), table.shape)
        right += table[g, c]
        table[g, :] = 0
        table[:, c] = 0
    return float(right / len(labels))


# %% task="three-questions" kind="wrong" breaks="each one that `ask` has given"
def _q4distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _q4start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _q4distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _q4settle(x, centres):
    labels = None
    while True:
        d = _q4distances(x, centres)
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
    centres, labels, _ = min((_q4settle(z, _q4start(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    names = np.full(len(x), "Chinstrap")
    for g, c in enumerate(centres):
        row = int(((z - c) ** 2).sum(axis=1).argmin())
        names[labels == g] = ask(row)
    return names


# %% task="reward" kind="wrong" breaks="A game is won if this sum is at least 288"
def play(pull, arms, n, rng):
    """Stay with a lever while it pays, take the next one when it does not."""
    order, arm = [], 0
    for _ in range(n):
        order.append(arm)
        if not pull(arm):
            arm = (arm + 1) % arms
    return order


# %% task="which-kind" kind="right"
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
        12: "which one",
    }


