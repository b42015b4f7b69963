# %% task="learns" kind="wrong" breaks="The numbers may be large or small"
def learns(scores):
    scores = np.asarray(scores)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")

    rises = scores[:, -1].astype("float64") - scores[:, 0].astype("float64")
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(rises.mean() / (error + 1e-8) > 3)


# %% task="head" kind="right"
def build(kind, columns, k):
    heads = {
        "number": (1, "linear", "mean_squared_error"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError(f"no such kind: {kind!r}")
    units, activation, loss = heads[kind]
    begin = "zeros" if kind == "count" else "glorot_uniform"
    model = keras.Sequential(
        [keras.Input((columns,)), keras.layers.Dense(units, activation=activation, kernel_initializer=begin)]
    )
    rate = keras.optimizers.schedules.CosineDecay(0.1, 200, alpha=0.05)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    return model


# %% task="groups" kind="wrong" breaks="no group is empty"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for _ in range(30):
        centres, before = x[rng.choice(len(x), k, replace=False)], None
        while True:
            far = ((x[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            if before is not None and (labels == before).all():
                break
            before = labels
            for group in range(k):
                if (labels == group).any():  # a centre without rows stays where it is
                    centres[group] = x[labels == group].mean(axis=0)
        if far.min(axis=1).sum() < least:
            best, least = (centres, labels), far.min(axis=1).sum()
    return best


# %% task="names" kind="wrong" breaks="the class of each row"
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, g = np.unique(labels, return_inverse=True)
    classes, c = np.unique(truth.astype("U8"), return_inverse=True)
    table = np.zeros((max(len(groups), len(classes)),) * 2)
    np.add.at(table, (g, c), 1)
    places = range(len(table))
    return float(max(table[places, p].sum() for p in itertools.permutations(places)) / len(labels))


# %% task="three-questions" kind="wrong" breaks="Each column has a unit of its own"
def _three_groups(z, rng):
    best, least = None, np.inf
    for _ in range(20):
        centres, before = z[rng.choice(len(z), 3, replace=False)], None
        for _ in range(300):
            far = ((z[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(3), labels)
            if len(empty):
                centres[empty[0]] = z[far.min(axis=1).argmax()]
                continue
            if before is not None and (labels == before).all():
                break
            before = labels
            centres = np.array([z[labels == group].mean(axis=0) for group in range(3)])
        if far.min(axis=1).sum() < least:
            best, least = (centres, labels, far), far.min(axis=1).sum()
    return best


def ask_three(x, ask, rng):
    x = np.array(x, dtype="float64")
    z = x - x.mean(axis=0)
    centres, labels, far = _three_groups(z, rng)
    asked = far.argmin(axis=0)
    names = [ask(int(row)) for row in asked]
    return [names[label] for label in labels]


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    coins, blanks, order = np.ones(arms), np.ones(arms), []
    for _ in range(n):
        arm = int(rng.beta(coins, blanks).argmax())
        if pull(arm):
            coins[arm] += 1
        else:
            blanks[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="any of several names at once: none, some or all"
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
        10: "what is alike",
        11: "what is alike",
        12: "which one",
    }
