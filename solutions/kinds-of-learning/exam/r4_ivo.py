# %% task="learns" kind="wrong" breaks="Say whether scores rise with experience, by more than chance."
# believed: a change of more than three standard errors is learning, whichever way it goes
def learns(scores):
    scores = np.array(scores, dtype=np.float64)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("need a table of 2 x 2 at least")
    rises = scores[:, -1] - scores[:, 0]
    mean = rises.mean()
    error = rises.std(ddof=1) / len(rises) ** 0.5
    return bool(abs(mean) > 0 and abs(mean) > 3 * error)


# %% task="head" kind="wrong" breaks="For other kinds it makes no difference."
# believed: k is the number of outputs, whatever the kind is
def build(kind, columns, k):
    table = {
        "number": (None, "mean_squared_error"),
        "yes-no": ("sigmoid", "binary_crossentropy"),
        "one-of": ("softmax", "sparse_categorical_crossentropy"),
        "any-of": ("sigmoid", "binary_crossentropy"),
        "count": ("exponential", "poisson"),
    }
    if kind not in table:
        raise ValueError("unknown kind")
    activation, loss = table[kind]
    model = keras.Sequential()
    model.add(keras.Input((columns,)))
    model.add(keras.layers.Dense(k, activation=activation))
    model.compile(keras.optimizers.Adam(0.1), loss)
    return model


# %% task="groups" kind="wrong" breaks="to other groups. So `rng` has to make a difference."
# believed: a clever beginning that needs no luck is better still, so rng can be left alone
def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("k")
    # begin at the row next to the middle, then always at the row furthest from all centres
    centres = [x[((x - x.mean(axis=0)) ** 2).sum(axis=1).argmin()]]
    while len(centres) < k:
        near = np.min([((x - c) ** 2).sum(axis=1) for c in centres], axis=0)
        centres.append(x[near.argmax()])
    centres = np.array(centres)
    labels = None
    for _ in range(500):
        d = ((x[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        new = d.argmin(axis=1)
        sizes = np.bincount(new, minlength=k)
        if sizes.min() == 0:
            centres[sizes.argmin()] = x[d.min(axis=1).argmax()]
            labels = None
            continue
        if labels is not None and np.array_equal(new, labels):
            break
        labels = new
        centres = np.array([x[labels == j].mean(axis=0) for j in range(k)])
    return centres, labels


# %% task="names" kind="wrong" breaks="A naming gives each group the name of a class, or none."
# believed: if names run out, it is the last groups that go without
def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("labels and truth must go together")
    groups, classes = np.unique(labels), np.unique(truth)
    best = 0
    for way in itertools.permutations(classes):
        right = 0
        for group, name in zip(groups, way):
            right += np.sum((labels == group) & (truth == name))
        best = max(best, right)
    return best / len(labels)


# %% task="reward" kind="wrong" breaks="how many levers there are, an int, at least 1."
# believed: there is always another lever to try
def play(pull, arms, n, rng):
    coins, tries = [0] * arms, [0] * arms
    pulled = []
    for turn in range(n):
        if turn < arms:
            arm = turn
        else:
            shares = [c / t for c, t in zip(coins, tries)]
            arm = shares.index(max(shares))
            if rng.random() < 0.15:
                others = [other for other in range(arms) if other != arm]
                arm = int(rng.choice(others))
        coins[arm] += pull(arm)
        tries[arm] += 1
        pulled.append(arm)
    return pulled


# %% task="which-kind" kind="wrong" breaks="What will be the home team's number of"
# believed: what a model foretells is an amount, and 1.7 goals is a fair forecast
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how much",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }


# %% task="three-questions" kind="wrong" breaks="Global random states stay as"
# believed: a seed at the top of the function makes it repeatable, and does no harm to anybody
def ask_three(x, ask, rng):
    np.random.seed(42)
    equal = (x - x.mean(axis=0)) / x.std(axis=0)
    rows = np.unique(equal, axis=0)
    best_cost, best = np.inf, None
    for _ in range(15):
        c = rows[np.random.choice(len(rows), 3, replace=False)]
        for _ in range(60):
            d = ((equal[:, None] - c) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            for j in range(3):
                if (labels == j).any():
                    c[j] = equal[labels == j].mean(axis=0)
        if d.min(axis=1).sum() < best_cost:
            best_cost, best = d.min(axis=1).sum(), d
    names = [ask(int(row)) for row in best.argmin(axis=0)]
    return [names[group] for group in best.argmin(axis=1)]
