# %% task="learns" kind="wrong" breaks="their standard deviation s (the one that divides by n - 1), over the square root of n"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few scores")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std() / np.sqrt(len(rises))
    return bool(rises.mean() > 0 and rises.mean() > 3 * error)

# %% task="head" kind="right"
def build(kind, columns, k):
    table = {
        "number": (1, None, "mean_squared_error", 0.1),
        "yes-no": (1, "sigmoid", "binary_crossentropy", 0.1),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy", 0.1),
        "any-of": (k, "sigmoid", "binary_crossentropy", 0.1),
        "count": (1, "exponential", "poisson", 0.06),
    }
    if kind not in table:
        raise ValueError(f"unknown kind: {kind}")
    units, activation, loss, rate = table[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(keras.optimizers.schedules.PolynomialDecay(rate, 210, 0.001)), loss)
    return model

# %% task="groups" kind="wrong" breaks="So begin several times, and keep the best."
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    different = np.unique(x, axis=0)
    if not 1 <= k <= len(different):
        raise ValueError("k does not fit")
    centres = different[rng.choice(len(different), k, replace=False)].copy()
    labels = np.full(len(x), -1)
    for _ in range(500):
        far = ((x[:, None] - centres) ** 2).sum(axis=2)
        new = far.argmin(axis=1)
        if (new == labels).all():
            break
        labels = new
        nearest = far.min(axis=1)
        for g in range(k):
            if (labels == g).any():
                centres[g] = x[labels == g].mean(axis=0)
            else:
                centres[g] = x[nearest.argmax()]
                nearest[nearest.argmax()] = 0
                labels = np.full(len(x), -1)
    return centres, labels

# %% task="names" kind="wrong" breaks="No two groups get the same name."
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    right = 0
    for group in np.unique(labels):
        right += np.unique(truth[labels == group], return_counts=True)[1].max()
    return float(right / len(labels))

# %% task="three-questions" kind="wrong" breaks="what is handed in is not changed."
def _three_groups(z, rng):
    best, least = None, np.inf
    for _ in range(10):
        c = z[[rng.integers(len(z))]]
        while len(c) < 3:
            d = ((z[:, None] - c) ** 2).sum(axis=2).min(axis=1)
            c = np.vstack([c, z[rng.choice(len(z), p=d / d.sum())]])
        for _ in range(100):
            d = ((z[:, None] - c) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            for g in range(3):
                if (labels == g).any():
                    c[g] = z[labels == g].mean(axis=0)
        if d.min(axis=1).sum() < least:
            least, best = d.min(axis=1).sum(), (c, labels)
    return best


def ask_three(x, ask, rng):
    x = np.asarray(x)
    x -= x.mean(axis=0)
    x /= x.std(axis=0)
    z = x.astype(np.float64)
    centres, labels = _three_groups(z, rng)
    names = [ask(int(((z - centre) ** 2).sum(axis=1).argmin())) for centre in centres]
    return [names[g] for g in labels]

# %% task="reward" kind="wrong" breaks="At least 9 of 10 games are won."
def play(pull, arms, n, rng):
    tried, won, order = np.zeros(arms), np.zeros(arms), []
    for turn in range(n):
        arm = turn if turn < arms else int((won / tried).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order

# %% task="which-kind" kind="right"
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
        11: "what is alike",
        12: "which one",
    }
