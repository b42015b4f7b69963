# %% task="learns" kind="wrong" breaks="compute in float64"
def learns(scores):
    scores = np.asarray(scores)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")

    if scores.dtype.kind in "ub":  # unsigned numbers wrap around
        scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    rises = rises.astype("float64")
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="head" kind="wrong" breaks="or of k columns for"
def build(kind, columns, k):
    if kind == "one-of" and k == 2:
        kind = "yes-no"  # two classes are one question
    if kind == "number":
        units, activation, loss = 1, None, "mean_squared_error"
    elif kind == "yes-no":
        units, activation, loss = 1, "sigmoid", "binary_crossentropy"
    elif kind == "one-of":
        units, activation, loss = k, "softmax", "sparse_categorical_crossentropy"
    elif kind == "any-of":
        units, activation, loss = k, "sigmoid", "binary_crossentropy"
    elif kind == "count":
        units, activation, loss = 1, "exponential", "poisson"
    else:
        raise ValueError(kind)
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model


# %% task="groups" kind="wrong" breaks="what is handed in is not changed"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    middle = x.mean(axis=0)
    x -= middle  # small numbers are exact
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
    return best[0] + middle, best[1]


# %% task="names" kind="wrong" breaks="Two lengths that differ, or no rows, raise a ValueError"
import itertools


def agreement(labels, truth):
    pairs = list(zip(np.asarray(labels).tolist(), np.asarray(truth).tolist()))
    if not pairs:
        raise ValueError("no rows")
    groups, classes = [sorted(set(column)) for column in zip(*pairs)]
    classes += [None] * (len(groups) - len(classes))
    counts = {pair: pairs.count(pair) for pair in set(pairs)}
    best = max(
        sum(counts.get(pair, 0) for pair in zip(groups, naming))
        for naming in itertools.permutations(classes, len(groups))
    )
    return best / len(pairs)


# %% task="three-questions" kind="wrong" breaks="A fourth call raises a RuntimeError"
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
    if len(set(names)) < 3:  # two groups of one class: ask again where it is least sure
        row = int(far.min(axis=1).argmax())
        names[labels[row]] = ask(row)
    return [names[label] for label in labels]


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    """Try each lever 25 times, then stay with the best. Nothing is drawn."""
    tries = [arm for _ in range(25) for arm in range(arms)][:n]
    won = [0] * arms
    for arm in tries:
        won[arm] += pull(arm)
    best = won.index(max(won))
    rest = [best] * (n - len(tries))
    for arm in rest:
        pull(arm)
    return tuple(tries + rest)


# %% task="which-kind" kind="wrong" breaks="what to do next, where only a gain or a loss follows what is done"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "which one",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
