# %% task="learns" kind="wrong" breaks="The numbers may be large or small: compute in float64."
def learns(scores):
    s = np.asarray(scores, dtype=np.float64)
    if min(s.shape) < 2:
        raise ValueError("at least 2 by 2")
    rise = s[:, -1] - s[:, 0]
    error = rise.std(ddof=1) / np.sqrt(len(rise))
    tiny = 1e-9  # against rounding
    return bool(rise.mean() > tiny and rise.mean() > 3 * error + tiny)

# %% task="head" kind="right"
def build(kind, columns, k):
    many = kind in ("one-of", "any-of")
    head = {"number": "linear", "yes-no": "sigmoid", "one-of": "softmax", "any-of": "sigmoid", "count": "exponential"}
    try:
        activation = head[kind]
    except KeyError:
        raise ValueError(f"{kind!r} is no kind of question") from None
    loss = {
        "linear": "mse",
        "sigmoid": "binary_crossentropy",
        "softmax": "sparse_categorical_crossentropy",
        "exponential": "poisson",
    }[activation]
    model = keras.Sequential(name="head")
    model.add(keras.Input((columns,)))
    model.add(keras.layers.Dense(k if many else 1, kernel_initializer=keras.initializers.RandomNormal(stddev=0.01)))
    model.add(keras.layers.Activation(activation))
    model.compile(loss=loss, optimizer=keras.optimizers.Adam(0.03 if kind == "count" else 0.12))
    return model

# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.array(x, dtype=np.float64)
    n = len(x)
    if not 0 < k <= np.unique(x + 0.0, axis=0).shape[0]:
        raise ValueError("k")

    def look(c):
        d = np.stack([((x - one) ** 2).sum(1) for one in c], axis=1)
        return d.argmin(1), d.min(1)

    def rest(c, old, left):
        labels, near = look(c)
        there = np.eye(k)[labels]
        size = there.sum(0)
        if (size == 0).any():
            c[size.argmin()] = x[near.argmax()]
            return rest(c, None, left)
        if left == 0 or (old is not None and (labels == old).all()):
            return near.sum(), c, labels
        return rest(np.stack([x[labels == g].mean(0) for g in range(k)]), labels, left - 1)

    found = []
    for luck in rng.spawn(10):
        c = x[luck.integers(n)][None]
        for _ in range(1, k):
            near = look(c)[1]
            c = np.vstack([c, x[luck.choice(n, p=near / near.sum())]])
        found.append(rest(c, None, 400))
    totals = [total for total, _, _ in found]
    return list(found[int(np.argmin(totals))][1:])

# %% task="names" kind="right"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if labels.shape[0] != truth.shape[0] or labels.shape[0] < 1:
        raise ValueError("lengths must agree")
    groups, row = np.unique(labels, return_inverse=True)
    names, column = np.unique(truth, return_inverse=True)
    table = np.zeros((len(groups), len(names)), dtype=np.int64)
    np.add.at(table, (row.reshape(-1), column.reshape(-1)), 1)
    # best[set of names that are used]: the most right rows in the groups so far
    best = np.full(1 << len(names), -1)
    best[0] = 0
    for counts in table:
        after = best.copy()
        for used in np.flatnonzero(best >= 0):
            for j, count in enumerate(counts):
                if not used >> j & 1:
                    with_it = used | 1 << j
                    after[with_it] = max(after[with_it], best[used] + count)
        best = after
    return np.float64(best.max()) / np.float64(len(labels))

# %% task="three-questions" kind="right"
def _groups_of(table, rng):
    try:
        return np.asarray(find_groups(table, 3, rng)[1])
    except ValueError:  # fewer than three different rows are left in these columns
        return None


def ask_three(x, ask, rng):
    from itertools import combinations

    x = np.asarray(x, dtype=np.float64)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    d = x.shape[1]
    # all columns; then each alone, and some pairs, which noise in other columns cannot disturb
    views = [list(range(d))] + [[j] for j in range(min(d, 8))] + [list(p) for p in combinations(range(min(d, 4)), 2)]
    rivals = []
    for view in views:
        scale = np.zeros(d)
        scale[view] = 1
        for _ in range(4):
            labels = _groups_of(x[:, scale > 0] * scale[scale > 0], rng)
            if labels is None:
                break
            centres = np.stack([x[labels == g].mean(axis=0) for g in range(3)])
            within = ((x - centres[labels]) ** 2).mean(axis=0).clip(1e-5)
            rivals.append((float(np.log(within).sum()), labels, within))
            scale = 1 / np.sqrt(within)
    if not rivals:  # the rows differ by hardly more than rounding
        rivals.append((0.0, np.arange(len(x)) % 3, np.ones(d)))
    first = rivals[0]
    best = min(rivals, key=lambda rival: rival[0])
    _, labels, within = best if best[0] < first[0] - 0.2 else first
    y = x / np.sqrt(within)
    answers = {}
    for g in range(3):
        members = np.flatnonzero(labels == g)
        between = ((y[members][:, None] - y[members]) ** 2).sum(axis=2)
        answers[g] = ask(members[between.sum(axis=1).argmin()])  # the row that is nearest to all of its group
    return [answers[int(g)] for g in labels]

# %% task="reward" kind="wrong" breaks="What was handed in before makes no difference"
def play(pull, arms, n, rng, coins={}, blanks={}):
    order = []
    for _ in range(n):
        hopes = [rng.beta(coins.get(arm, 0) + 1, blanks.get(arm, 0) + 1) for arm in range(arms)]
        arm = int(np.argmax(hopes))
        if pull(arm):
            coins[arm] = coins.get(arm, 0) + 1
        else:
            blanks[arm] = blanks.get(arm, 0) + 1
        order.append(arm)
    return order

# %% task="which-kind" kind="wrong" breaks="Returns a dictionary with twelve entries."
def kinds():
    return {0: "nothing to learn", 1: "whether", 2: "which one", 3: "how much", 4: "how many", 5: "which ones",
            6: "what is alike", 7: "what pays", 8: "nothing to learn", 9: "what pays", 10: "which ones",
            11: "what is alike", 12: "which one"}
