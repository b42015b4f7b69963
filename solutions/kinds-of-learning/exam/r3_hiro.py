# %% task="learns" kind="wrong" breaks="Fewer than 2 repeats or fewer than 2 sizes raise a ValueError."
def learns(scores):
    s = np.asarray(scores, dtype=np.float64)
    if len(s) < 2:
        raise ValueError("one repeat has no standard error")
    rise = s[:, -1] - s[:, 0]
    mean, error = rise.mean(), rise.std(ddof=1) / np.sqrt(len(s))
    return bool(mean > 0 and mean > 3 * error)

# %% task="head" kind="wrong" breaks="Returns a new compiled Keras model"
import functools


@functools.lru_cache(maxsize=None)
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mean_squared_error"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError("unknown kind")
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.03 if kind == "count" else 0.1), loss)
    return model

# %% task="groups" kind="wrong" breaks="each centre is the mean of its group's rows"
def find_groups(x, k, rng):
    rows, place = np.unique(np.asarray(x, dtype=np.float64), axis=0, return_inverse=True)
    if not 1 <= k <= len(rows):
        raise ValueError("k must fit the number of different rows")
    best, least = None, np.inf
    for _ in range(10):
        c = rows[[rng.integers(len(rows))]]
        while len(c) < k:
            d = ((rows[:, None] - c) ** 2).sum(2).min(1)
            c = np.vstack([c, rows[rng.choice(len(rows), p=d / d.sum())]])
        labels = None
        while True:
            d = ((rows[:, None] - c) ** 2).sum(2)
            new = d.argmin(1)
            empty = np.setdiff1d(np.arange(k), new)
            if len(empty):
                c[empty[0]] = rows[d.min(1).argmax()]
                continue
            if labels is not None and (new == labels).all():
                break
            labels = new
            c = np.array([rows[labels == g].mean(0) for g in range(k)])
        if d.min(1).sum() < least:
            least, best = d.min(1).sum(), (c, labels)
    return best[0], best[1][place.reshape(-1)]

# %% task="names" kind="wrong" breaks="Two lengths that differ"
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if labels.size == 0 or truth.size == 0:
        raise ValueError("no rows")
    groups, classes = np.unique(labels), np.unique(truth)
    size = max(len(groups), len(classes))
    square = np.zeros((size, size))
    for i, g in enumerate(groups):
        for j, c in enumerate(classes):
            # NumPy itself raises a ValueError where the lengths differ
            square[i, j] = ((labels == g) & (truth == c)).mean()
    return float(max(square[range(size), list(order)].sum() for order in itertools.permutations(range(size))))

# %% task="three-questions" kind="wrong" breaks="columns may stand in another order"
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
    z = np.asarray(x, dtype=np.float64)[:, :2]  # the two measures of the bill tell them apart
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    centres, labels = _three_groups(z, rng)
    names = [ask(int(((z - centre) ** 2).sum(axis=1).argmin())) for centre in centres]
    return [names[g] for g in labels]

# %% task="reward" kind="wrong" breaks="how many pulls, an int, at least 0."
def play(pull, arms, n, rng):
    tried, won = np.zeros(arms), np.zeros(arms)
    arm = int(rng.integers(arms))  # begin anywhere
    won[arm] += pull(arm)
    tried[arm] += 1
    order = [arm]
    for turn in range(1, n):
        untried = np.flatnonzero(tried == 0)
        if len(untried):
            arm = int(untried[0])
        else:
            arm = int((won / tried + np.sqrt(0.5 * np.log(turn) / tried)).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order

# %% task="which-kind" kind="wrong" breaks="nobody has said what heaps there are"
def kinds():
    whether, one, ones = "whether", "which one", "which ones"
    return {1: whether, 2: one, 3: "how much", 4: "how many", 5: ones, 6: "what is alike", 7: "what pays",
            8: "nothing to learn", 9: "what pays", 10: ones, 11: one, 12: one}
