# %% task="learns" kind="wrong" breaks="compute in float64"
def learns(scores):
    scores = np.asarray(scores, dtype="float32")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="head" kind="wrong" breaks="Any other text raises a ValueError."
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mean_squared_error"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    kind = kind.strip().lower().replace("_", "-")  # be kind to typing mistakes
    if kind not in heads:
        raise ValueError(f"unknown kind: {kind!r}")
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation=activation)])
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss=loss)
    return model


# %% task="groups" kind="right"
def _r2distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _r2start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _r2distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _r2settle(x, centres):
    labels = None
    while True:
        d = _r2distances(x, centres)
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
    """Farthest first from a random row, a few times."""
    x = np.array(x, dtype="float64")
    different = len({tuple(row) for row in x.tolist()})
    if k < 1 or k > different:
        raise ValueError(f"{k} groups of {different} rows")
    found = []
    for first in rng.integers(0, len(x), size=4).tolist():
        rows = [first]
        far = ((x - x[first]) ** 2).sum(axis=1)
        for _ in range(k - 1):
            rows.append(int(far.argmax()))
            far = np.minimum(far, ((x - x[rows[-1]]) ** 2).sum(axis=1))
        found.append(_r2settle(x, x[rows]))
    found.sort(key=lambda one: one[2])
    centres, labels, _ = found[0]
    return [centres, labels]


# %% task="names" kind="right"
def agreement(labels, truth):
    labels, truth = np.asarray(labels).tolist(), np.asarray(truth).tolist()
    if not labels or len(labels) != len(truth):
        raise ValueError("rows")
    groups, classes = sorted(set(labels)), sorted(set(truth))

    def best(place, free):
        if place == len(groups):
            return 0
        most = best(place + 1, free)  # this group gets no name
        for name in free:
            won = sum(1 for g, c in zip(labels, truth) if g == groups[place] and c == name)
            if won:
                most = max(most, won + best(place + 1, free - {name}))
        return most

    return best(0, frozenset(classes)) / len(labels)


# %% task="three-questions" kind="right"
def ask_three(x, ask, rng):
    table = np.asarray(x).astype("float64", copy=True)
    for column in table.T:
        column -= column.mean()
        column /= np.sqrt(np.mean(column * column))
    centres, labels = find_groups(table, 3, rng)
    names = [None] * len(table)
    for g in range(3):
        mine = np.flatnonzero(np.asarray(labels) == g)
        row = mine[np.linalg.norm(table[mine] - np.asarray(centres)[g], axis=1).argmin()]
        name = ask(row)
        for other in mine:
            names[other] = name
    return names


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    coins, blanks, order = np.ones(arms), np.ones(arms), np.empty(n, dtype="int64")
    for turn in range(n):
        order[turn] = arm = rng.beta(coins, blanks).argmax()
        (coins if pull(int(arm)) else blanks)[arm] += 1
    return order


# %% task="which-kind" kind="wrong" breaks="Each visitor sees one, and reads on or does not."
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "whether",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }


