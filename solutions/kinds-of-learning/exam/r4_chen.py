# %% task="learns" kind="wrong" breaks="their standard deviation s (the one that"
# believed: np.std is the standard deviation; there is only one
def learns(scores):
    if min(scores.shape) < 2:
        raise ValueError("need two repeats and two sizes")
    r = scores[:, -1].astype(float) - scores[:, 0].astype(float)
    return bool(r.mean() > max(0.0, 3 * r.std() / np.sqrt(r.size)))


# %% task="head" kind="wrong" breaks="They need not add up to anything: all may be"
# believed: several probabilities are always a softmax
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mse"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "softmax", "categorical_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError(f"unknown kind {kind!r}")
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.1), loss)
    return model


# %% task="groups" kind="wrong" breaks="an int from 1 to the number of different rows"
# believed: np.unique(x) counts the different rows; it counts the different numbers
def find_groups(x, k, rng):
    x = np.asarray(x, float)
    if not 1 <= k <= len(np.unique(x)):
        raise ValueError("k must be between 1 and the number of different rows")
    best = (np.inf, None, None)
    rows = np.unique(x, axis=0)
    for _ in range(12):
        c, labels = rows[rng.permutation(len(rows))[:k]], None
        for _ in range(500):
            d = ((x[:, None] - c) ** 2).sum(-1)
            new = d.argmin(1)
            size = np.bincount(new, minlength=k)
            if not size.all():
                c[size.argmin()], labels = x[d.min(1).argmax()], None
                continue
            if labels is not None and (new == labels).all():
                break
            labels = new
            c = np.array([x[labels == j].mean(0) for j in range(k)])
        cost = ((x - c[labels]) ** 2).sum()
        if cost < best[0]:
            best = cost, c, labels
    return best[1:]


# %% task="names" kind="wrong" breaks="Returns the largest share of right rows that a naming can reach"
# believed: each group's share of right rows counts the same, however many rows it has
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("lengths differ, or no rows")
    g, t = np.unique(labels, return_inverse=True)[1], np.unique(truth, return_inverse=True)[1]
    size = max(g.max(), t.max()) + 1
    table = np.zeros((size, size))
    np.add.at(table, (g, t), 1)
    table = table[: g.max() + 1]
    share = table / table.sum(axis=1, keepdims=True)
    every = itertools.permutations(range(size), len(table))
    return float(max(share[np.arange(len(table)), list(way)].mean() for way in every))


# %% task="three-questions" kind="wrong" breaks="of three classes, and stand in any order."
# believed: the three classes are equally large, so the rows, put in order of size, fall into three thirds
def ask_three(x, ask, rng):
    size = ((x - x.mean(0)) / x.std(0)).sum(1)
    thirds = np.array_split(size.argsort(), 3)
    names = np.empty(len(x), object)
    for third in thirds:
        names[third] = ask(int(third[len(third) // 2]))
    return names.tolist()


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    tried, won, out = np.zeros(arms), np.zeros(arms), []
    for t in range(n):
        if t < arms:
            arm = t
        else:
            arm = int(np.argmax(won / tried + np.sqrt(0.5 * np.log(t) / tried)))
        won[arm] += pull(arm)
        tried[arm] += 1
        out.append(arm)
    return np.array(out, dtype=int)


# %% task="which-kind" kind="right"
def kinds():
    words = "whether|which one|how much|how many|which ones|what is alike|what pays|nothing to learn|what pays|which ones|what is alike|which one"
    return dict(enumerate(words.split("|"), start=1))
