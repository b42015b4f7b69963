# %% task="learns" kind="wrong" breaks="over the square root of n."
# believed: the standard deviation of the rises is their standard error
def learns(scores):
    scores = np.asarray(scores, np.float64)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1))


# %% task="head" kind="wrong" breaks="classes, as ints; counts."
# believed: a softmax goes with categorical_crossentropy, in whatever form the classes come
def build(kind, columns, k):
    model = keras.Sequential([keras.Input((columns,))])
    if kind == "number":
        model.add(keras.layers.Dense(1))
        loss = "mean_squared_error"
    elif kind == "yes-no":
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        loss = "binary_crossentropy"
    elif kind == "one-of":
        model.add(keras.layers.Dense(k, activation="softmax"))
        loss = "categorical_crossentropy"
    elif kind == "any-of":
        model.add(keras.layers.Dense(k, activation="sigmoid"))
        loss = "binary_crossentropy"
    elif kind == "count":
        model.add(keras.layers.Dense(1, activation="exponential"))
        loss = "poisson"
    else:
        raise ValueError("no such kind")
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss=loss)
    return model


# %% task="groups" kind="wrong" breaks="an int from 1 to the number of different rows. Any other raises a ValueError."
# believed: k may be as large as the number of rows; that two rows are equal does not matter
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    n = x.shape[0]
    if k < 1 or k > n:
        raise ValueError("k must be between 1 and n")
    rows = np.unique(x, axis=0)
    best_cost = np.inf
    for start in range(12):
        if k <= len(rows):
            centres = rows[rng.choice(len(rows), k, replace=False)]
        else:
            centres = x[rng.choice(n, k, replace=False)]
        labels = None
        for step in range(300):
            d = ((x[:, None] - centres) ** 2).sum(axis=2)
            new = d.argmin(axis=1)
            size = np.bincount(new, minlength=k)
            if size.min() == 0 and d.min(axis=1).max() > 0:
                centres[size.argmin()] = x[d.min(axis=1).argmax()]
                labels = None
                continue
            if labels is not None and np.array_equal(new, labels):
                break
            labels = new
            for j in range(k):
                if size[j] > 0:
                    centres[j] = x[labels == j].mean(axis=0)
        cost = ((x - centres[labels]) ** 2).sum()
        if cost < best_cost:
            best_cost, best = cost, (centres, labels)
    return best


# %% task="names" kind="wrong" breaks="Returns the largest share of right rows that a naming can reach"
# believed: if the largest heap chooses its name first, and the next one then, the result is the best one
def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("not the same number of rows, or none")
    counts = []
    for group in np.unique(labels):
        for name in np.unique(truth):
            counts.append((np.sum((labels == group) & (truth == name)), group, name))
    counts.sort(key=lambda entry: -entry[0])
    right, groups_done, names_done = 0, set(), set()
    for count, group, name in counts:
        if group not in groups_done and name not in names_done:
            right += count
            groups_done.add(group)
            names_done.add(name)
    return float(right / len(labels))


# %% task="reward" kind="wrong" breaks="Every random number comes from it, or from what it spawns"
# believed: Python's own random is as good, and needs no rng
def play(pull, arms, n, rng):
    import random

    coins = [0] * arms
    tries = [0] * arms
    pulled = []
    for turn in range(n):
        if turn < 3 * arms:
            arm = turn % arms
        elif random.random() < 0.1:
            arm = random.randrange(arms)
        else:
            arm = max(range(arms), key=lambda a: coins[a] / tries[a])
        coins[arm] += pull(arm)
        tries[arm] += 1
        pulled.append(arm)
    return pulled


# %% task="which-kind" kind="wrong" breaks="any of several names at once: none, some or all"
# believed: a song has its one word, and the model has to pick it
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
        10: "which one",
        11: "what is alike",
        12: "which one",
    }


# %% task="three-questions" kind="wrong" breaks="What was handed in before makes no difference"
# believed: what she has told about row 17 once need never be asked again, as if there were only one table
TOLD = {}


def ask_three(x, ask, rng):
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    rows = np.unique(z, axis=0)
    best_cost = np.inf
    for start in range(12):
        centres = rows[rng.choice(len(rows), 3, replace=False)]
        for step in range(60):
            d = ((z[:, None] - centres) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            for j in range(3):
                if np.any(labels == j):
                    centres[j] = z[labels == j].mean(axis=0)
        if d.min(axis=1).sum() < best_cost:
            best_cost, best_d, best_labels = d.min(axis=1).sum(), d, labels
    names = []
    for row in best_d.argmin(axis=0):
        row = int(row)
        if row not in TOLD:
            TOLD[row] = ask(row)  # she charges for each question
        names.append(TOLD[row])
    return [names[label] for label in best_labels]
