# %% task="learns" kind="wrong" breaks="than 2 sizes raise a ValueError."
# believed: only the repeats need a check; with one size the rise is simply 0
def learns(scores):
    if len(scores) < 2:
        raise ValueError("One repeat says nothing.")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    standard_error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool((rises.mean() > 0) & (rises.mean() > 3 * standard_error))


# %% task="head" kind="wrong" breaks="the probability of 1"
# believed: from_logits=True in the loss turns the model's outputs into probabilities
def build(kind, columns, k):
    outputs = k if kind in ("one-of", "any-of") else 1
    activation = None
    if kind == "number":
        loss = keras.losses.MeanSquaredError()
    elif kind in ("yes-no", "any-of"):
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
    elif kind == "one-of":
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    elif kind == "count":
        loss = keras.losses.Poisson()
        activation = "exponential"
    else:
        raise ValueError(f"{kind} is no kind of question")
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(outputs, activation=activation)])
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss=loss)
    return model


# %% task="groups" kind="wrong" breaks="each centre is the mean of its group's rows, up to rounding"
# believed: a mean that is written into a copy of some rows stays a mean, also where the rows are integers
def find_groups(x, k, rng):
    rows = np.unique(x, axis=0)
    if k < 1 or k > len(rows):
        raise ValueError(f"{k} groups cannot be found")
    best = None
    for _ in range(10):
        centres = rows[rng.choice(len(rows), k, replace=False)].copy()
        labels = np.full(len(x), -1)
        for _ in range(100):
            distances = ((x[:, None].astype(float) - centres[None].astype(float)) ** 2).sum(axis=2)
            new = distances.argmin(axis=1)
            lost = [j for j in range(k) if not np.any(new == j)]
            if lost:
                centres[lost[0]] = x[distances.min(axis=1).argmax()]
                labels = np.full(len(x), -1)
                continue
            if np.all(new == labels):
                break
            labels = new
            for j in range(k):
                centres[j] = x[labels == j].mean(axis=0)
        cost = distances.min(axis=1).sum()
        if best is None or cost < best[0]:
            best = (cost, centres, labels)
    return best[1], best[2]


# %% task="names" kind="wrong" breaks="truth:  (n,) array of ints or of texts: the class of each row."
# believed: an array of short texts takes a longer text as well
def agreement(labels, truth):
    if len(labels) != len(truth):
        raise ValueError("as many labels as classes, please")
    if len(labels) == 0:
        raise ValueError("no rows")
    truth = np.array([str(name) for name in truth])
    groups, classes = np.unique(labels), list(np.unique(truth))
    classes += ["-"] * (len(groups) - len(classes))
    best = 0.0
    for way in itertools.permutations(classes, len(groups)):
        named = np.array(["-"] * len(labels))
        for group, name in zip(groups, way):
            named[labels == group] = name
        best = max(best, float(np.mean(named == truth)))
    return best


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    # as I know it from A/B tests: believe, draw, pull, and believe a little more
    coins, blanks = np.ones(arms), np.ones(arms)
    pulled = []
    for _ in range(n):
        arm = int(rng.beta(coins, blanks).argmax())
        if pull(arm) == 1:
            coins[arm] += 1
        else:
            blanks[arm] += 1
        pulled.append(arm)
    return pulled


# %% task="which-kind" kind="right"
def kinds():
    """What is told decides first: answers, nothing, or gains. Then comes the kind of answer."""
    people = {
        "whether": [1],
        "which one": [2, 12],
        "how much": [3],
        "how many": [4],
        "which ones": [5, 10],
        "what is alike": [6, 11],
        "what pays": [7, 9],
        "nothing to learn": [8],
    }
    return {number: kind for kind, numbers in people.items() for number in numbers}


# %% task="three-questions" kind="right"
def ask_three(x, ask, rng):
    equal = (x - np.mean(x, axis=0)) / np.std(x, axis=0)

    def distances_to(centres):
        return np.array([np.sum((equal - centre) ** 2, axis=1) for centre in centres])

    def one_try():
        """Begin at a row, at one far from it, and at one far from both; then follow the recipe."""
        centres = [equal[rng.integers(len(equal))]]
        for _ in range(2):
            near = distances_to(centres).min(axis=0)
            centres.append(equal[rng.choice(len(equal), p=near / near.sum())])
        for _ in range(50):
            labels = distances_to(centres).argmin(axis=0)
            centres = [
                equal[labels == j].mean(axis=0) if np.any(labels == j) else centres[j] for j in range(3)
            ]
        return distances_to(centres)

    tries = [one_try() for _ in range(15)]
    best = min(tries, key=lambda d: d.min(axis=0).sum())
    told = [ask(int(row)) for row in best.argmin(axis=1)]
    return [told[group] for group in best.argmin(axis=0)]
