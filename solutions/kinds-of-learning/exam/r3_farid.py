# %% task="learns" kind="wrong" breaks="In each repeat both scores come from the same rows, so look at the *rise* within a repeat."
def learns(scores):
    s = np.asarray(scores, dtype=np.float64)
    if min(s.shape) < 2:
        raise ValueError("fewer than two")
    first, last, n = s[:, 0], s[:, -1], s.shape[0]
    error = np.sqrt(first.var(ddof=1) / n + last.var(ddof=1) / n)
    mean = last.mean() - first.mean()
    return bool(mean > 0 and mean > 3 * error)

# %% task="head" kind="wrong" breaks="Any other text raises"
def build(kind, columns, k):
    kind = kind.strip().lower().replace("_", "-")
    if kind == "number":
        units, activation, loss = 1, None, "mse"
    elif kind == "yes-no":
        units, activation, loss = 1, "sigmoid", "binary_crossentropy"
    elif kind == "one-of":
        units, activation, loss = k, "softmax", "sparse_categorical_crossentropy"
    elif kind == "any-of":
        units, activation, loss = k, "sigmoid", "binary_crossentropy"
    elif kind == "count":
        units, activation, loss = 1, "exponential", "poisson"
    else:
        raise ValueError(kind)
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.03 if kind == "count" else 0.07), loss)
    return model

# %% task="groups" kind="wrong" breaks="x is taken as it is: no column is scaled."
def find_groups(x, k, rng):
    raw = np.asarray(x, dtype=np.float64)
    if not 1 <= k <= len(np.unique(raw, axis=0)):
        raise ValueError("bad k")
    spread = raw.std(axis=0)
    z = (raw - raw.mean(axis=0)) / np.where(spread > 0, spread, 1)
    best = (np.inf, None)
    for _ in range(10):
        c = z[[rng.integers(len(z))]]
        while len(c) < k:
            d = ((z[:, None] - c) ** 2).sum(2).min(1)
            c = np.vstack([c, z[rng.choice(len(z), p=d / d.sum())]])
        labels = None
        for _ in range(500):
            d = ((z[:, None] - c) ** 2).sum(2)
            new = d.argmin(1)
            empty = [g for g in range(k) if g not in new]
            if empty:
                c[empty[0]] = z[d.min(1).argmax()]
                continue
            if labels is not None and (new == labels).all():
                break
            labels = new
            c = np.array([z[labels == g].mean(0) for g in range(k)])
        if d.min(1).sum() < best[0]:
            best = (d.min(1).sum(), labels)
    labels = best[1]
    return np.array([raw[labels == g].mean(axis=0) for g in range(k)]), labels

# %% task="names" kind="right"
def agreement(labels, truth):
    labels, truth = list(np.asarray(labels).tolist()), list(np.asarray(truth).tolist())
    if len(labels) != len(truth):
        raise ValueError("two lengths")
    if len(labels) == 0:
        raise ValueError("no rows")
    counts = {}
    for group, name in zip(labels, truth):
        counts[group, name] = counts.get((group, name), 0) + 1
    groups, names = sorted(set(labels)), sorted(set(truth))

    def most(place, free):
        """The most right rows in the groups from this place on, with the names that are free."""
        if place == len(groups):
            return 0
        found = most(place + 1, free)  # this group gets no name
        for name in free:
            if (groups[place], name) in counts:
                found = max(found, counts[groups[place], name] + most(place + 1, free - {name}))
        return found

    return most(0, frozenset(names)) / len(labels)

# %% task="three-questions" kind="right"
def ask_three(x, ask, rng):
    """Three Gaussian clouds of one shape, stretched along the columns (EM, the likeliest of some starts)."""
    z = np.array(x, dtype=np.float64)
    z /= np.abs(z).max(axis=0)
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    n, d = z.shape

    def first_guess(y):
        best = None
        for _ in range(3):
            c = y[[rng.integers(n)]]
            while len(c) < 3:
                near = ((y[:, None] - c) ** 2).sum(axis=2).min(axis=1)
                c = np.vstack([c, y[rng.choice(n, p=near / near.sum() if near.sum() > 0 else None)]])
            for _ in range(30):
                table = ((y[:, None] - c) ** 2).sum(axis=2)
                own = table.argmin(axis=1)
                c = np.array([y[own == g].mean(axis=0) if (own == g).any() else c[g] for g in range(3)])
            if best is None or table.min(axis=1).sum() < best[0]:
                best = table.min(axis=1).sum(), own
        return best[1]

    best = None
    for weights in [np.ones(d), *(np.eye(d)[:8] + 0.05), *(rng.random((6, d)) ** 2)]:
        belongs = np.eye(3)[first_guess(z * weights)]
        for _ in range(50):
            share = belongs.sum(axis=0) + 1e-9
            middle = belongs.T @ z / share[:, None]
            square = (z[:, None] - middle) ** 2
            var = np.maximum((belongs[:, :, None] * square).sum(axis=(0, 1)) / n, 1e-5)
            log = np.log(share / n) - 0.5 * (square / var).sum(axis=2) - 0.5 * np.log(var).sum()
            top = log.max(axis=1, keepdims=True)
            belongs = np.exp(log - top)
            total = belongs.sum(axis=1, keepdims=True)
            belongs /= total
        likely = (np.log(total) + top).sum()
        if best is None or likely > best[0]:
            best = likely, log.argmax(axis=1), (square / var).sum(axis=2)
    _, own, far = best
    names = np.array([ask(row) for row in far.argmin(axis=0).tolist()])
    return names[own]

# %% task="reward" kind="wrong" breaks="Returns the levers in the order in which they were pulled"
def play(pull, arms, n, rng):
    coins, blanks = np.ones(arms), np.ones(arms)
    for _ in range(n):
        arm = int(rng.beta(coins, blanks).argmax())
        coin = pull(arm)
        coins[arm] += coin
        blanks[arm] += 1 - coin
    tried = (coins + blanks - 2).astype(int)
    return np.repeat(np.arange(arms), tried)

# %% task="which-kind" kind="wrong" breaks="Nobody can say which roll was right."
def kinds():
    return {1: "whether", 2: "which one", 3: "how much", 4: "how many", 5: "which ones", 6: "what is alike",
            7: "what pays", 8: "nothing to learn", 9: "whether", 10: "which ones", 11: "what is alike",
            12: "which one"}
