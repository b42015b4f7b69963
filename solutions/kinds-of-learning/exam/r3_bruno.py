# %% task="learns" kind="wrong" breaks="(repeats, sizes) array of floats or of integers, such as uint8."
def learns(scores):
    scores = np.asarray(scores)
    if min(scores.shape) < 2:
        raise ValueError("at least 2 repeats and 2 sizes")
    rise = np.diff(scores[:, [0, -1]], axis=1).ravel().astype(np.float64)
    standard_error = rise.std(ddof=1) / len(rise) ** 0.5
    return bool(rise.mean() > max(0.0, 3 * standard_error))

# %% task="head" kind="wrong" breaks="They need not add up to anything: all may be near 1, or all near 0"
def build(kind, columns, k):
    if kind == "number":
        layer, loss = keras.layers.Dense(1), "mse"
    elif kind == "yes-no":
        layer, loss = keras.layers.Dense(1, activation="sigmoid"), "binary_crossentropy"
    elif kind == "one-of":
        layer, loss = keras.layers.Dense(k, activation="softmax"), "sparse_categorical_crossentropy"
    elif kind == "any-of":
        layer, loss = keras.layers.Dense(k, activation="softmax"), "binary_crossentropy"
    elif kind == "count":
        layer, loss = keras.layers.Dense(1, activation="exponential"), "poisson"
    else:
        raise ValueError(kind)
    model = keras.Sequential([keras.layers.Input((columns,)), layer])
    model.compile(optimizer=keras.optimizers.Adam(0.03 if kind == "count" else 0.08), loss=loss)
    return model

# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    if not 1 <= k <= len(np.unique(x + 0.0, axis=0)):
        raise ValueError("k must be from 1 to the number of different rows")

    def squares(centres):
        return ((x[:, None, :] - centres[None]) ** 2).sum(axis=2)

    best = None
    for _ in range(10):
        centres = x[[rng.integers(len(x))]]
        while len(centres) < k:
            near = squares(centres).min(axis=1)
            centres = np.concatenate([centres, x[[rng.choice(len(x), p=near / near.sum())]]])
        labels = None
        for _ in range(1000):
            table = squares(centres)
            new = table.argmin(axis=1)
            empty = np.setdiff1d(np.arange(k), new)
            if len(empty):
                centres[empty[0]] = x[table.min(axis=1).argmax()]
                labels = None
                continue
            if labels is not None and np.array_equal(new, labels):
                break
            labels = new
            centres = np.stack([x[labels == g].mean(axis=0) for g in range(k)])
        total = squares(centres).min(axis=1).sum()
        if best is None or total < best[0]:
            best = total, centres, labels
    return best[1], best[2]

# %% task="names" kind="wrong" breaks="Returns the largest share of right rows that a naming can reach"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    pairs = {}
    for pair in zip(labels.tolist(), truth.tolist()):
        pairs[pair] = pairs.get(pair, 0) + 1
    right, groups, names = 0, set(), set()
    for (group, name), count in sorted(pairs.items(), key=lambda item: -item[1]):
        if group not in groups and name not in names:
            groups.add(group)
            names.add(name)
            right += count
    return right / len(labels)

# %% task="three-questions" kind="wrong" breaks="an array or a list of n texts, each one that `ask` has given."
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
    nearest = [int(((z - centre) ** 2).sum(axis=1).argmin()) for centre in centres]
    names = np.full(len(z), ask(nearest[0]))
    names[labels == 1] = ask(nearest[1])
    names[labels == 2] = ask(nearest[2])
    return names

# %% task="reward" kind="wrong" breaks="It may be smaller than `arms`."
def play(pull, arms, n, rng):
    order = list(range(arms))
    won = np.array([float(pull(arm)) for arm in order])  # each lever once
    tried = np.ones(arms)
    for turn in range(arms, n):
        arm = int((won / tried + np.sqrt(0.5 * np.log(turn) / tried)).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order

# %% task="which-kind" kind="wrong" breaks="exactly one of three or more names"
def kinds():
    return {
        1: "whether", 2: "which one", 3: "how much", 4: "how many", 5: "which ones", 6: "what is alike",
        7: "what pays", 8: "nothing to learn", 9: "what pays", 10: "which ones", 11: "what is alike",
        12: "how many",
    }
