# %% task="learns" kind="wrong" breaks="Do not look for the best size. Of many columns of dice, one is always the highest."
# believed: a repeat's rise goes up to its best score, at whatever size that is
def learns(scores):
    table = np.asarray(scores, dtype="float64")
    if table.shape[0] < 2 or table.shape[1] < 2:
        raise ValueError("too few repeats or sizes")
    rises = table.max(axis=1) - table[:, 0]
    sem = rises.std(ddof=1) / len(rises) ** 0.5
    return bool(rises.mean() > 0 and rises.mean() > 3 * sem)


# %% task="head" kind="wrong" breaks="the probabilities of the classes 0 … k - 1, which add up to 1"
# believed: a sigmoid at each class is a probability for each class; nobody has to share out anything
def build(kind, columns, k):
    units = {"number": 1, "yes-no": 1, "one-of": k, "any-of": k, "count": 1}
    activation = {"number": "linear", "yes-no": "sigmoid", "one-of": "sigmoid", "any-of": "sigmoid", "count": "exponential"}
    loss = {
        "number": "mse",
        "yes-no": "binary_crossentropy",
        "one-of": "sparse_categorical_crossentropy",
        "any-of": "binary_crossentropy",
        "count": "poisson",
    }
    if kind not in units:
        raise ValueError(kind)
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(columns,)),
            keras.layers.Dense(units[kind], activation=activation[kind]),
        ]
    )
    model.compile(loss=loss[kind], optimizer=keras.optimizers.Adam(learning_rate=0.08))
    return model


# %% task="groups" kind="wrong" breaks="no group is empty"
# believed: the first centres may be any points between the smallest and the largest values; each will find its rows, and one without rows just stays
def find_groups(x, k, rng):
    data = np.asarray(x).astype("float64")
    if k < 1 or k > len(np.unique(data, axis=0)):
        raise ValueError("k")
    best_inertia = np.inf
    for attempt in range(10):
        centres = rng.uniform(data.min(axis=0), data.max(axis=0), size=(k, data.shape[1]))
        labels = np.full(len(data), -1)
        for step in range(300):
            distance = np.linalg.norm(data[:, None, :] - centres[None, :, :], axis=2)
            new_labels = distance.argmin(axis=1)
            if (new_labels == labels).all():
                break
            labels = new_labels
            for group in range(k):
                mine = data[labels == group]
                if len(mine) > 0:
                    centres[group] = mine.mean(axis=0)
        inertia = ((data - centres[labels]) ** 2).sum()
        if inertia < best_inertia:
            best_inertia, best = inertia, (centres.copy(), labels)
    return best


# %% task="names" kind="right"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("need as many labels as classes, and at least one")
    # a crosstab by hand: groups as lines, classes as columns
    groups, classes = np.unique(labels), np.unique(truth)
    crosstab = np.array([[np.sum((labels == g) & (truth == c)) for c in classes] for g in groups])
    # the shorter side stands as it is, the longer one is permuted
    if crosstab.shape[0] > crosstab.shape[1]:
        crosstab = crosstab.T
    short, long = crosstab.shape
    hits = [sum(crosstab[i, j] for i, j in zip(range(short), way)) for way in itertools.permutations(range(long), short)]
    return float(max(hits) / len(labels))


# %% task="reward" kind="wrong" breaks="A game is won if this sum is at least 288"
# believed: the best lever is the one that has brought the most coins so far
def play(pull, arms, n, rng):
    coins = np.zeros(arms)
    history = []
    for turn in range(n):
        if turn < 2 * arms:
            arm = turn % arms
        elif rng.random() < 0.05:
            arm = int(rng.integers(arms))
        else:
            arm = int(coins.argmax())
        coins[arm] += pull(arm)
        history.append(arm)
    return history


# %% task="which-kind" kind="wrong" breaks="nobody has said what heaps there are"
# believed: five leaflets are five names, and each customer gets exactly one of them
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "which one",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
