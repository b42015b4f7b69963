# %% task="learns" kind="right"
def learns(scores):
    r, c = np.shape(scores)
    if r < 2 or c < 2:
        raise ValueError((r, c))
    d = np.array(scores, "float64")[:, [0, -1]] @ [-1.0, 1.0]
    return np.bool_(d.mean() > max(0.0, 3 * np.sqrt(((d - d.mean()) ** 2).sum() / (r - 1) / r)))


# %% task="head" kind="right"
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
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss=loss)
    return model


# %% task="groups" kind="wrong" breaks="other states of `rng` often lead to other groups"
def _w5distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _w5start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _w5distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _w5settle(x, centres):
    labels = None
    while True:
        d = _w5distances(x, centres)
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
    rng = np.random.default_rng(0)  # always the same, so that it can be repeated
    best = min((_w5settle(x, _w5start(x, k, rng)) for _ in range(10)), key=lambda t: t[2])
    return best[0], best[1]


# %% task="names" kind="right"
from collections import Counter


def agreement(labels, truth):
    pairs = Counter(zip(list(map(int, labels)), list(map(str, truth)), strict=True))
    if not pairs:
        raise ValueError("no rows")
    bit = {c: 1 << i for i, c in enumerate(dict.fromkeys(c for _, c in pairs))}
    reach = {0: 0}
    for group in {g for g, _ in pairs}:
        after = dict(reach)
        for used, right in reach.items():
            for (g, c), count in pairs.items():
                if g == group and not used & bit[c]:
                    after[used | bit[c]] = max(after.get(used | bit[c], 0), right + count)
        reach = after
    return max(reach.values()) / sum(pairs.values())


# %% task="three-questions" kind="wrong" breaks="units may differ: one column in metres, the next one in millimetres"
def _q1distances(x, centres):
    return np.stack([((x - c) ** 2).sum(axis=1) for c in centres], axis=1)


def _q1start(x, k, rng):
    rows = [int(rng.integers(len(x)))]
    while len(rows) < k:
        d = _q1distances(x, x[rows]).min(axis=1)
        rows.append(int(rng.choice(len(x), p=d / d.sum())))
    return x[rows].copy()


def _q1settle(x, centres):
    labels = None
    while True:
        d = _q1distances(x, centres)
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
    centres, labels, _ = min((_q1settle(z, _q1start(z, 3, rng)) for _ in range(10)), key=lambda t: t[2])
    asked = [int(((z - c) ** 2).sum(axis=1).argmin()) for c in centres]
    told = [ask(row) for row in asked]
    return [told[g] for g in labels]


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    pulled, coins = [], []
    explore = max(1, min(25, n // (4 * arms))) * arms
    for turn in range(min(explore, n)):
        pulled.append(turn % arms)
        coins.append(pull(turn % arms))
    if len(pulled) < n:
        sums = np.bincount(pulled, weights=coins, minlength=arms)
        best = int(sums.argmax())
        while len(pulled) < n:
            pull(best)
            pulled.append(best)
    return pulled


# %% task="which-kind" kind="wrong" breaks="Which digit stands on the next envelope?"
def kinds():
    return {
        1: "whether",
        2: "how many",
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


