# %% task="learns" kind="wrong" breaks="The numbers may be large or small: compute in float64."
# believed: float32 is exact enough for scores, as it is for Keras
def learns(scores):
    scores = np.asarray(scores, dtype="float32")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")
    rises = scores[:, -1] - scores[:, 0]
    mean = rises.mean()
    return bool(mean > 0 and mean > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="head" kind="wrong" breaks="This holds before training and after, for rows far from all others too"
# believed: a model that is told 0 and 1 gives probabilities by itself, with the squared error too
def build(kind, columns, k):
    kinds_known = ["number", "yes-no", "one-of", "any-of", "count"]
    if kind not in kinds_known:
        raise ValueError("use one of " + ", ".join(kinds_known))
    if kind in ("number", "yes-no"):
        layer = keras.layers.Dense(1)
        loss = "mean_squared_error"
    if kind == "one-of":
        layer = keras.layers.Dense(k, activation="softmax")
        loss = "sparse_categorical_crossentropy"
    if kind == "any-of":
        layer = keras.layers.Dense(k, activation="sigmoid")
        loss = "binary_crossentropy"
    if kind == "count":
        layer = keras.layers.Dense(1, activation="exponential")
        loss = "poisson"
    model = keras.Sequential([keras.Input((columns,)), layer])
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss=loss)
    return model


# %% task="groups" kind="wrong" breaks="no other centre is nearer to a row than its own (Euclidean distance, up to rounding)"
# believed: five rounds are enough for the recipe to come to rest
def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    rows = np.unique(x, axis=0)
    if k < 1 or k > len(rows):
        raise ValueError("k must be 1 to the number of different rows")
    best_cost = None
    for _ in range(12):
        centres = rows[rng.choice(len(rows), k, replace=False)]
        rounds = 0
        while rounds < 5:
            d = ((x[:, None] - centres) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            sizes = np.bincount(labels, minlength=k)
            if sizes.min() == 0:
                centres[sizes.argmin()] = x[d.min(axis=1).argmax()]
                continue
            centres = np.array([x[labels == j].mean(axis=0) for j in range(k)])
            rounds += 1
        cost = ((x - centres[labels]) ** 2).sum()
        if best_cost is None or cost < best_cost:
            best_cost, best = cost, (centres, labels)
    return best


# %% task="names" kind="wrong" breaks="Any ints may be groups: 7 and -1, for instance."
# believed: a group's number is its line in a table of counts
def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("labels and truth do not fit")
    classes = list(np.unique(truth))
    size = max(labels) + 1
    counts = np.zeros((size, len(classes)), dtype=int)
    for label, name in zip(labels, truth):
        counts[label, classes.index(name)] += 1
    counts = counts[counts.sum(axis=1) > 0]
    if len(counts) > len(classes):
        counts = counts.T
    best = 0
    for way in itertools.permutations(range(counts.shape[1]), len(counts)):
        best = max(best, sum(counts[i, j] for i, j in enumerate(way)))
    return float(best / len(labels))


# %% task="reward" kind="wrong" breaks="A game is won if this sum is at least 288"
# believed: stay with a lever while it pays, and change to the next one as soon as it gives nothing
def play(pull, arms, n, rng):
    arm = 0
    pulled = []
    for turn in range(n):
        coin = pull(arm)
        pulled.append(arm)
        if coin == 0:
            arm = (arm + 1) % arms
    return pulled


# %% task="which-kind" kind="wrong" breaks="Nobody knows any type yet."
# believed: each skull is of exactly one type, so it is "which one"
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
        11: "which one",
        12: "which one",
    }


# %% task="three-questions" kind="wrong" breaks="Each column has a unit of its own"
# believed: x.mean() and x.std() are those of each column
def ask_three(x, ask, rng):
    scaled = (x - x.mean()) / x.std()
    rows = np.unique(scaled, axis=0)
    best_cost = None
    for _ in range(15):
        centres = rows[rng.choice(len(rows), 3, replace=False)]
        for _ in range(60):
            d = ((scaled[:, None] - centres) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            for j in range(3):
                if (labels == j).any():
                    centres[j] = scaled[labels == j].mean(axis=0)
        cost = d.min(axis=1).sum()
        if best_cost is None or cost < best_cost:
            best_cost, best_labels, best_d = cost, labels, d
    names = [ask(int(row)) for row in best_d.argmin(axis=0)]
    return [names[label] for label in best_labels]
