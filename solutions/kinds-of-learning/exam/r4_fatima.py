# %% task="learns" kind="wrong" breaks="In each repeat both scores come from the same rows, so look at the *rise*"
# believed: the first and the last column are two separate samples, whose errors add up
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    n, sizes = scores.shape
    if n < 2 or sizes < 2:
        raise ValueError("at least 2 repeats and 2 sizes")
    first, last = scores[:, 0], scores[:, -1]
    rise = last.mean() - first.mean()
    error = np.sqrt(first.var(ddof=1) / n + last.var(ddof=1) / n)
    return bool(rise > 0 and rise > 3 * error)


# %% task="head" kind="wrong" breaks="any number, below 0 and above 1 too"
# believed: relu is the activation for numbers; it only keeps them from being squeezed between 0 and 1
def build(kind, columns, k):
    if kind == "number":
        last, loss = keras.layers.Dense(1, activation="relu"), "mean_squared_error"
    elif kind == "yes-no":
        last, loss = keras.layers.Dense(1, activation="sigmoid"), "binary_crossentropy"
    elif kind == "one-of":
        last, loss = keras.layers.Dense(k, activation="softmax"), "sparse_categorical_crossentropy"
    elif kind == "any-of":
        last, loss = keras.layers.Dense(k, activation="sigmoid"), "binary_crossentropy"
    elif kind == "count":
        last, loss = keras.layers.Dense(1, activation="exponential"), "poisson"
    else:
        raise ValueError("kind")
    model = keras.Sequential([keras.Input((columns,)), last])
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss=loss)
    return model


# %% task="groups" kind="filler"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    rows = np.unique(x, axis=0)
    if k < 1 or k > len(rows):
        raise ValueError("k must be 1 to the number of different rows")

    def one_search():
        centres = rows[rng.choice(len(rows), k, replace=False)]
        labels = None
        for _ in range(500):
            d = ((x[:, None] - centres[None]) ** 2).sum(axis=2)
            new = d.argmin(axis=1)
            sizes = np.bincount(new, minlength=k)
            if sizes.min() == 0:
                centres[sizes.argmin()] = x[d.min(axis=1).argmax()]
                labels = None
                continue
            if labels is not None and np.array_equal(labels, new):
                break
            labels = new
            centres = np.stack([x[labels == j].mean(axis=0) for j in range(k)])
        return ((x - centres[labels]) ** 2).sum(), centres, labels

    searches = [one_search() for _ in range(12)]
    best = min(searches, key=lambda s: s[0])
    return best[1], best[2]


# %% task="names" kind="wrong" breaks="labels: (n,) array of ints: the group of each row. Any ints may be groups"
# believed: names can be written into the same array one after the other; a group's number is never also a class
def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups = list(np.unique(labels))
    classes = list(np.unique(truth))
    while len(classes) < len(groups):
        classes.append(None)
    best = 0
    for way in itertools.permutations(classes, len(groups)):
        named = labels.astype(object)
        for group, name in zip(groups, way):
            named[named == group] = name
        best = max(best, np.mean(named == truth.astype(object)))
    return float(best)


# %% task="three-questions" kind="wrong" breaks="what is handed in is not changed."
# believed: x belongs to the function, and -= saves memory
def ask_three(x, ask, rng):
    x -= x.mean(axis=0)
    x /= x.std(axis=0)
    centres, labels = find_groups(x, 3, rng)
    names = np.empty(len(x), dtype=object)
    for group in range(3):
        rows = np.where(labels == group)[0]
        row = rows[((x[rows] - centres[group]) ** 2).sum(axis=1).argmin()]
        names[rows] = ask(row)
    return list(names)


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    coins = np.zeros(arms)
    pulls = np.zeros(arms)
    pulled = []
    for turn in range(n):
        if turn < 5 * arms:
            arm = turn % arms
        elif rng.random() < 0.15:
            arm = int(rng.integers(arms))
        else:
            arm = int(np.argmax(coins / pulls))
        coins[arm] += pull(arm)
        pulls[arm] += 1
        pulled.append(arm)
    return pulled


# %% task="which-kind" kind="wrong" breaks="what to do next, where only a gain or a loss follows what is done"
# believed: a visitor reads on or does not, so the editor's question is a yes or no
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
