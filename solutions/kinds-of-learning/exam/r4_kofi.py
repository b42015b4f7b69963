# %% task="learns" kind="right"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError(f"need two repeats and two sizes, got {scores.shape}")
    rises = np.diff(scores[:, [0, -1]].astype(np.float64), axis=1).ravel()
    return bool(rises.mean() > max(0.0, 3.0 * rises.std(ddof=1) / np.sqrt(rises.size)))


# %% task="head" kind="right"
def build(kind, columns, k):
    heads = {
        "number": lambda: (1, None, "mean_squared_error"),
        "yes-no": lambda: (1, "sigmoid", "binary_crossentropy"),
        "one-of": lambda: (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": lambda: (k, "sigmoid", "binary_crossentropy"),
        "count": lambda: (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError(f"{kind!r} is none of {list(heads)}")
    units, activation, loss = heads[kind]()
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.1), loss)
    return model


# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.asarray(x, np.float64)
    rows = np.unique(x, axis=0)
    if not 1 <= k <= len(rows):
        raise ValueError(f"k = {k}, but there are {len(rows)} different rows")

    def nearest(c):
        d = ((x[:, None] - c) ** 2).sum(-1)
        return d.argmin(1), d.min(1)

    def descend(c):
        before = None
        for _ in range(1000):
            labels, d = nearest(c)
            sizes = np.bincount(labels, minlength=k)
            if not sizes.all():
                c[sizes.argmin()], before = x[d.argmax()], None
                continue
            if before is not None and (labels == before).all():
                break
            c, before = np.stack([x[labels == j].mean(0) for j in range(k)]), labels
        return d.sum(), c, labels

    runs = [descend(rows[rng.choice(len(rows), k, replace=False)]) for _ in range(15)]
    return min(runs, key=lambda run: run[0])[1:]


# %% task="names" kind="right"
def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("labels and truth need the same length, above 0")
    g = np.unique(labels, return_inverse=True)[1].ravel()
    t = np.unique(truth, return_inverse=True)[1].ravel()
    size = int(max(g.max(), t.max())) + 1
    table = np.zeros((size, size), int)
    np.add.at(table, (g, t), 1)
    return float(max(table[range(size), way].sum() for way in itertools.permutations(range(size))) / len(g))


# %% task="three-questions" kind="right"
def ask_three(x, ask, rng):
    z = (x - x.mean(0)) / x.std(0)
    centres, labels = find_groups(z, 3, rng)
    typical = ((z[:, None] - np.asarray(centres)) ** 2).sum(-1).argmin(0)
    return np.array([ask(int(row)) for row in typical])[np.asarray(labels)]


# %% task="reward" kind="wrong" breaks="which is 80 % of what the best lever alone would bring."
# believed: half of all pulls, up to the very end, should go on exploring
def play(pull, arms, n, rng):
    tried, won, pulled = np.zeros(arms), np.zeros(arms), []
    for turn in range(n):
        explore = rng.random() < 0.5
        arm = turn if turn < arms else int(rng.integers(arms)) if explore else int((won / tried).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1
        pulled.append(arm)
    return pulled


# %% task="which-kind" kind="wrong" breaks="exactly one of three or more names"
# believed: 99 is too many to be names; a number on a shirt is a number
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
