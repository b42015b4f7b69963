# %% task="learns" kind="right"
def learns(scores):
    scores = np.asarray(scores)
    if scores.ndim != 2:
        raise ValueError("scores should be a table: a line for each repeat, a column for each size")
    repeats, sizes = scores.shape
    if repeats < 2:
        raise ValueError(f"at least 2 repeats are needed, got {repeats}")
    if sizes < 2:
        raise ValueError(f"at least 2 sizes are needed, got {sizes}")
    scores = scores.astype(np.float64)  # before subtracting: unsigned integers wrap around
    rises = scores[:, -1] - scores[:, 0]
    largest = np.abs(rises).max()
    if largest == 0.0:
        return False
    rises = rises / largest  # so that no square over- or underflows
    mean = rises.mean()
    standard_error = rises.std(ddof=1) / np.sqrt(repeats)
    above_zero = mean > 0.0
    above_chance = mean > 3.0 * standard_error
    return bool(above_zero and above_chance)


# %% task="head" kind="wrong" breaks="the probability of 1"
# believed: a probability comes out of a softmax, also where there is only one output
def build(kind, columns, k):
    if not isinstance(kind, str):
        raise ValueError("kind should be a text")
    if columns < 1:
        raise ValueError("at least 1 column is needed")
    if kind == "number":
        head = keras.layers.Dense(1)
        loss = keras.losses.MeanSquaredError()
    elif kind == "yes-no":
        head = keras.layers.Dense(1, activation="softmax")
        loss = keras.losses.BinaryCrossentropy()
    elif kind == "one-of":
        head = keras.layers.Dense(k, activation="softmax")
        loss = keras.losses.SparseCategoricalCrossentropy()
    elif kind == "any-of":
        head = keras.layers.Dense(k, activation="sigmoid")
        loss = keras.losses.BinaryCrossentropy()
    elif kind == "count":
        head = keras.layers.Dense(1, activation="exponential")
        loss = keras.losses.Poisson()
    else:
        raise ValueError(f"there is no kind {kind!r}")
    model = keras.Sequential([keras.Input(shape=(columns,)), head])
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss=loss)
    return model


# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.array(x, dtype=np.float64)  # a copy of our own
    if x.ndim != 2:
        raise ValueError("x should have rows and columns")
    different = len(np.unique(x, axis=0))
    if k < 1:
        raise ValueError("at least one group is needed")
    if k > different:
        raise ValueError(f"{k} groups, but only {different} different rows")

    def squared_distances(centres):
        return np.stack([((x - centre) ** 2).sum(axis=1) for centre in centres], axis=1)

    def begin():
        """The first centre is any row; the next ones are rather rows that lie far off."""
        centres = [x[rng.integers(len(x))]]
        while len(centres) < k:
            near = squared_distances(centres).min(axis=1)
            centres.append(x[rng.choice(len(x), p=near / near.sum())])
        return np.array(centres)

    def come_to_rest(centres):
        labels = None
        for _ in range(1000):
            distances = squared_distances(centres)
            new = distances.argmin(axis=1)
            members = [new == group for group in range(k)]
            without = [group for group in range(k) if not members[group].any()]
            if without:
                centres[without[0]] = x[distances.min(axis=1).argmax()]
                labels = None
                continue
            if labels is not None and np.array_equal(new, labels):
                return centres, labels
            labels = new
            centres = np.array([x[member].mean(axis=0) for member in members])
        return centres, labels

    def badness(result):
        centres, labels = result
        return float(((x - centres[labels]) ** 2).sum())

    results = [come_to_rest(begin()) for _ in range(6)]
    return min(results, key=badness)


# %% task="names" kind="wrong" breaks="different groups and at most 6 different classes, not always as many."
# believed: there are never more groups than classes, so each group can be given a name
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if labels.shape != truth.shape:
        raise ValueError("labels and truth should have the same length")
    if labels.size == 0:
        raise ValueError("there should be rows")
    groups = np.unique(labels)
    classes = np.unique(truth)
    best = 0.0
    for names in itertools.permutations(classes, len(groups)):
        right = np.zeros(len(labels), dtype=bool)
        for group, name in zip(groups, names):
            right |= (labels == group) & (truth == name)
        best = max(best, float(right.mean()))
    return best


# %% task="three-questions" kind="right"
def ask_three(x, ask, rng):
    x = np.array(x, dtype=np.float64)
    spread = x.std(axis=0)
    if not (spread > 0).all():
        raise ValueError("a column is constant")
    equal = (x - x.mean(axis=0)) / spread
    centres, labels = find_groups(equal, 3, rng)
    centres, labels = np.asarray(centres), np.asarray(labels)
    names = [None] * len(x)
    for group in range(3):
        rows = np.flatnonzero(labels == group)
        how_far = np.linalg.norm(equal[rows] - centres[group], axis=1)
        name = str(ask(int(rows[how_far.argmin()])))
        for row in rows:
            names[row] = name
    assert all(name is not None for name in names)
    return names


# %% task="reward" kind="wrong" breaks="which is 80 % of what the best lever alone would bring."
# believed: to be sure, one has to spend the first half on trying, and may earn in the second
def play(pull, arms, n, rng):
    won = np.zeros(arms)
    tried = np.zeros(arms)
    pulled = []
    for turn in range(n):
        if turn < n // 2 or tried.min() == 0:
            arm = turn % arms
        else:
            arm = int(np.argmax(won / tried))
        coin = pull(arm)
        won[arm] += coin
        tried[arm] += 1
        pulled.append(arm)
    assert len(pulled) == n
    return pulled


# %% task="which-kind" kind="wrong" breaks="a count of things"
# believed: a digit from 0 to 9 is a whole number, so reading it is counting
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
