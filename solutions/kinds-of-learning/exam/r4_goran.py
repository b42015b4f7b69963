# %% task="learns" kind="wrong" breaks="Returns True if the mean of the"
# believed: without any scatter there is no standard error, so nothing can be said and the answer is False
def learns(scores):
    scores = np.asarray(scores, dtype=float)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("scores too small")
    rise = scores[:, -1] - scores[:, 0]
    se = np.std(rise, ddof=1) / np.sqrt(len(rise))
    if se == 0:  # would divide by zero
        return False
    t = np.mean(rise) / se
    return bool(t > 3)


# %% task="head" kind="wrong" breaks="the count to be expected, never below 0"
# believed: a count is a number like any other; trained on counts, the model will not go below 0
def build(kind, columns, k):
    adam = keras.optimizers.Adam(0.1)
    inputs = keras.Input((columns,))
    if kind in ("number", "count"):
        model = keras.Model(inputs, keras.layers.Dense(1)(inputs))
        model.compile(adam, "mse")
    elif kind == "yes-no":
        model = keras.Model(inputs, keras.layers.Dense(1, "sigmoid")(inputs))
        model.compile(adam, "binary_crossentropy")
    elif kind == "one-of":
        model = keras.Model(inputs, keras.layers.Dense(k, "softmax")(inputs))
        model.compile(adam, "sparse_categorical_crossentropy")
    elif kind == "any-of":
        model = keras.Model(inputs, keras.layers.Dense(k, "sigmoid")(inputs))
        model.compile(adam, "binary_crossentropy")
    else:
        raise ValueError(f"what is {kind}?")
    return model


# %% task="groups" kind="wrong" breaks="no column is scaled."
# believed: one always brings the columns to equal units before looking for groups
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=float)
    rows = np.unique(x, axis=0)
    if k < 1 or k > len(rows):
        raise ValueError("k")
    mean, std = x.mean(axis=0), x.std(axis=0)
    std = np.where(std > 0, std, 1.0)
    z = (x - mean) / std
    rows = (rows - mean) / std
    best = None
    for _ in range(12):
        c = rows[rng.choice(len(rows), k, replace=False)]
        labels = None
        for _ in range(500):
            d = ((z[:, None] - c) ** 2).sum(axis=-1)
            new = d.argmin(axis=1)
            n = np.bincount(new, minlength=k)
            if 0 in n:
                c[n.argmin()] = z[d.min(axis=1).argmax()]
                labels = None
            elif labels is not None and np.array_equal(new, labels):
                break
            else:
                labels = new
                for j in range(k):
                    c[j] = z[labels == j].mean(axis=0)
        cost = ((z - c[labels]) ** 2).sum()
        if best is None or cost < best[0]:
            best = cost, c, labels
    return best[1] * std + mean, best[2]


# %% task="names" kind="wrong" breaks="Two lengths that differ, or no rows, raise a ValueError."
# believed: no rows is an ordinary case, of which no share is right
def agreement(labels, truth):
    if len(labels) != len(truth):
        raise ValueError("labels and truth must be equally long")
    groups, classes = sorted(set(labels.tolist())), sorted(set(truth.tolist()))
    classes = classes + [None] * len(groups)
    pairs = list(zip(labels.tolist(), truth.tolist()))
    best = 0
    count = {(g, c): pairs.count((g, c)) for g in groups for c in classes}
    for way in set(itertools.permutations(classes[: max(len(groups), len(set(truth.tolist())))], len(groups))):
        best = max(best, sum(count[g, c] for g, c in zip(groups, way)))
    return best / max(len(pairs), 1)


# %% task="three-questions" kind="wrong" breaks="all names are right in at least 8 of 10 tables."
# believed: with only three groups k-means cannot get stuck, so one beginning will do
def ask_three(x, ask, rng):
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    different = np.unique(z, axis=0)
    c = different[rng.choice(len(different), 3, replace=False)]
    for _ in range(100):
        d = ((z[:, None] - c) ** 2).sum(axis=-1)
        labels = d.argmin(axis=1)
        for j in range(3):
            if (labels == j).any():
                c[j] = z[labels == j].mean(axis=0)
    rows = ((z[:, None] - c) ** 2).sum(axis=-1).argmin(axis=0)
    names = [ask(int(row)) for row in rows]
    return [names[label] for label in labels]


# %% task="reward" kind="wrong" breaks="Exactly n pulls are made."
# believed: the tries divide evenly among the levers, so what is left over need not be counted
def play(pull, arms, n, rng):
    explore = n // 10
    pulled, won = [], np.zeros(arms)
    for arm in range(arms):
        for _ in range(explore // arms):
            won[arm] += pull(arm)
            pulled.append(arm)
    best = int(won.argmax())
    for _ in range(n - explore):
        pull(best)
        pulled.append(best)
    return pulled


# %% task="which-kind" kind="wrong" breaks="Nobody can say which roll was right."
# believed: at each moment it is left or right, one of two
def kinds():
    return {
        1: "whether", 2: "which one", 3: "how much", 4: "how many", 5: "which ones", 6: "what is alike",
        7: "what pays", 8: "nothing to learn", 9: "whether", 10: "which ones", 11: "what is alike", 12: "which one",
    }
