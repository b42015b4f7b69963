# %% task="learns" kind="wrong" breaks="Returns True if the mean of the rises is above 0 and above three of its standard errors"
def learns(scores):
    scores = np.asarray(scores)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")

    rises = scores[:, -1].astype("float64") - scores[:, 0].astype("float64")
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    if error == 0:  # nothing varies: no evidence, and no division by zero
        return False
    return bool(rises.mean() / error > 3)


# %% task="head" kind="wrong" breaks="Global random states stay as"
def build(kind, columns, k):
    keras.utils.set_random_seed(1)  # so that it can be repeated
    losses = {
        "number": "mse",
        "yes-no": "binary_crossentropy",
        "one-of": "sparse_categorical_crossentropy",
        "any-of": "binary_crossentropy",
        "count": "poisson",
    }
    if kind not in losses:
        raise ValueError(kind)
    activation = {"number": "linear", "one-of": "softmax", "count": "exponential"}.get(kind, "sigmoid")
    rows = keras.Input((columns,))
    out = keras.layers.Dense(k if kind.endswith("-of") else 1, activation=activation)(rows)
    model = keras.Model(rows, out)
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss=losses[kind])
    return model


# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for _ in range(10):
        begin = [x[rng.integers(len(x))]]
        while len(begin) < k:
            near = ((x[:, None] - np.array(begin)) ** 2).sum(axis=2).min(axis=1)
            begin.append(x[rng.choice(len(x), p=near / near.sum())])
        centres, before = np.array(begin), None
        for _ in range(1000):
            far = ((x[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(k), labels)
            if len(empty):
                centres[empty[0]] = x[far.min(axis=1).argmax()]
                continue
            if before is not None and (labels == before).all():
                break
            before = labels
            centres = np.array([x[labels == group].mean(axis=0) for group in range(k)])
        cost = far.min(axis=1).sum()
        if cost < least:
            best, least = (centres, labels), cost
    return best


# %% task="names" kind="wrong" breaks="the largest share of right rows that a naming can reach"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, g = np.unique(labels, return_inverse=True)
    classes, c = np.unique(truth, return_inverse=True)
    size = max(len(groups), len(classes))
    table = np.zeros((size, size))
    np.add.at(table, (g, c), 1)
    order, better = list(range(size)), True
    while better:  # swap two names as long as that helps
        better = False
        for i in range(size):
            for j in range(i):
                now = table[i, order[i]] + table[j, order[j]]
                if table[i, order[j]] + table[j, order[i]] > now:
                    order[i], order[j] = order[j], order[i]
                    better = True
    return float(table[range(size), order].sum() / len(labels))


# %% task="three-questions" kind="wrong" breaks="each one that `ask` has given"
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
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    centres, labels, far = _three_groups(z, rng)
    asked = far.argmin(axis=0)
    names = [ask(int(row)) for row in asked]
    missing = [name for name in ("Adelie", "Chinstrap", "Gentoo") if name not in names]
    for group in (1, 2):
        if names[group] in names[:group] and missing:  # three groups, three names
            names[group] = missing.pop()
    return [names[label] for label in labels]


# %% task="reward" kind="wrong" breaks="A game is won if this sum is at least 288"
def play(pull, arms, n, rng):
    tried, won, order = np.ones(arms), np.ones(arms), []
    for _ in range(n):
        arm = int(rng.integers(arms)) if rng.random() < 0.5 else int((won / tried).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
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
