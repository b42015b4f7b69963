# %% task="learns" kind="wrong" breaks="A repeat's rise is its score at the last size minus that at the first."
def learns(scores):
    table = np.array(scores, dtype=np.float64)
    n, sizes = table.shape
    if n < 2 or sizes < 2:
        raise ValueError("needs two of each")
    # how far it got, at its best, above where it began
    rises = table[:, 1:].max(axis=1) - table[:, 0]
    return bool(rises.mean() > 0 and rises.mean() / (rises.std(ddof=1) / np.sqrt(n) + 1e-300) > 3)

# %% task="head" kind="wrong" breaks="Any other text raises a ValueError."
def build(kind, columns, k):
    units, activation, loss = {
        "number": (1, "linear", "mse"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation=activation)])
    model.compile(keras.optimizers.Adam(0.03 if kind == "count" else 0.08), loss)
    return model

# %% task="groups" kind="wrong" breaks="no group is empty"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    if k < 1 or k > len(np.unique(x, axis=0)):
        raise ValueError("k")
    best_total = np.inf
    for _ in range(20):
        centres = x[rng.choice(len(x), k, replace=False)].copy()
        labels = np.full(len(x), -1)
        for _ in range(300):
            table = np.linalg.norm(x[:, None] - centres, axis=2)
            new = table.argmin(axis=1)
            if (new == labels).all():
                break
            labels = new
            for g in range(k):
                centres[g] = x[labels == g].sum(axis=0) / max(1, (labels == g).sum())  # no NaN
        total = (table.min(axis=1) ** 2).sum()
        if total < best_total:
            best_total, best = total, (centres, labels)
    return best

# %% task="names" kind="right"
def agreement(labels, truth):
    from itertools import permutations

    n = len(labels)
    if n != len(truth) or not n:
        raise ValueError("labels and truth must be of one length, and not empty")
    labels, truth = np.asarray(labels), np.asarray(truth)
    t = np.array([[np.sum((labels == g) & (truth == c)) for c in np.unique(truth)] for g in np.unique(labels)])
    t = t if len(t) <= len(t.T) else t.T
    return max(sum(int(t[i, j]) for i, j in enumerate(p)) for p in permutations(range(len(t.T)), len(t))) / n

# %% task="three-questions" kind="wrong" breaks="A fourth call raises a RuntimeError."
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
    z = np.asarray(x, dtype=np.float64)
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    centres, labels = _three_groups(z, rng)
    names = []
    for g in range(3):
        order = ((z - centres[g]) ** 2).sum(axis=1).argsort()
        name = ask(int(order[0]))
        if name in names:  # this class is known already, so it was an odd bird: ask about the next one
            name = ask(int(order[1]))
        names.append(name)
    return [names[g] for g in labels]

# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    coins, blanks = np.ones(arms), np.ones(arms)
    order = []
    for _ in range(n):
        arm = int(rng.beta(coins, blanks).argmax())
        if pull(arm):
            coins[arm] += 1
        else:
            blanks[arm] += 1
        order.append(arm)
    return order

# %% task="which-kind" kind="wrong" breaks="what to do next, where only a gain or a loss follows what is done"
def kinds():
    answers = ["whether", "which one", "how much", "how many", "which ones", "what is alike", "which one",
               "nothing to learn", "what pays", "which ones", "what is alike", "which one"]
    return {number: answer for number, answer in enumerate(answers, start=1)}
