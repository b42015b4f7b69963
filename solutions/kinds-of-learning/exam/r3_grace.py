# %% task="learns" kind="right"
def learns(scores):
    s = np.asarray(scores, np.float64)
    if min(s.shape) < 2:
        raise ValueError(s.shape)
    r = s[:, -1] - s[:, 0]
    r = r / (abs(r).max() or 1.0)
    return r.mean() > 3 * r.std(ddof=1) / np.sqrt(len(r))

# %% task="head" kind="right"
def build(kind, columns, k):
    losses = keras.losses
    rows = keras.Input(shape=(columns,), dtype="float32")
    if kind == "number":
        out = keras.layers.Dense(1)(rows)
        loss = losses.MeanSquaredError()
    elif kind == "yes-no":
        out = keras.layers.Activation("sigmoid")(keras.layers.Dense(1)(rows))
        loss = losses.BinaryCrossentropy()
    elif kind == "one-of":
        out = keras.layers.Softmax()(keras.layers.Dense(k)(rows))
        loss = losses.SparseCategoricalCrossentropy()
    elif kind == "any-of":
        each = [keras.layers.Dense(1, activation="sigmoid")(rows) for _ in range(k)]
        out = each[0] if k == 1 else keras.layers.Concatenate()(each)
        loss = losses.BinaryCrossentropy()
    elif kind == "count":
        log = keras.layers.Dense(1, kernel_initializer="zeros")(rows)
        out = keras.layers.Activation("exponential")(log)
        loss = losses.Poisson()
    else:
        raise ValueError("kind must be one of the five of the table")
    model = keras.Model(inputs=rows, outputs=out)
    rate = 0.03 if kind == "count" else 0.1
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=rate), loss=loss)
    return model

# %% task="groups" kind="wrong" breaks="There, other states of `rng` often lead to other groups."
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("bad k")
    rng = np.random.default_rng(42)  # so that it can be repeated
    best = (np.inf,)
    for _ in range(10):
        c = x[[rng.integers(len(x))]]
        while len(c) < k:
            d = ((x[:, None] - c) ** 2).sum(2).min(1)
            c = np.vstack([c, x[rng.choice(len(x), p=d / d.sum())]])
        labels = None
        for _ in range(500):
            d = ((x[:, None] - c) ** 2).sum(2)
            new = d.argmin(1)
            empty = [g for g in range(k) if g not in new]
            if empty:
                c[empty[0]] = x[d.min(1).argmax()]
                continue
            if labels is not None and (new == labels).all():
                break
            labels = new
            c = np.array([x[labels == g].mean(0) for g in range(k)])
        if d.min(1).sum() < best[0]:
            best = (d.min(1).sum(), c, labels)
    return best[1], best[2]

# %% task="names" kind="wrong" breaks="Two lengths that differ, or no rows, raise a ValueError."
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth):
        raise ValueError("lengths differ")
    groups, classes = np.unique(labels), np.unique(truth)
    table = np.array([[np.sum((labels == g) & (truth == c)) for c in classes] for g in groups])
    size = max(len(groups), len(classes))
    square = np.zeros((size, size))
    square[: len(groups), : len(classes)] = table.reshape(len(groups), len(classes))
    best = max(square[range(size), list(order)].sum() for order in itertools.permutations(range(size)))
    return float(best / np.maximum(len(labels), 1))

# %% task="three-questions" kind="wrong" breaks="What was handed in before makes no difference"
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


_found = {}


def ask_three(x, ask, rng):
    z = np.asarray(x, dtype=np.float64)
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    key = (z.shape, round(float(z.sum()), 6))
    if key not in _found:  # to look for groups takes long: do it once for each table
        _found[key] = _three_groups(z, rng)
    centres, labels = _found[key]
    names = [ask(int(((z - centre) ** 2).sum(axis=1).argmin())) for centre in centres]
    return [names[g] for g in labels]

# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    pulled = np.zeros(n, dtype=int)
    tried, won = np.zeros(arms), np.zeros(arms)
    for turn in range(n):
        if turn < arms:
            arm = turn
        else:
            hope = won / tried + np.sqrt(np.log(turn) / (2 * tried))
            arm = int(np.argmax(hope))
        won[arm] += pull(arm)
        tried[arm] += 1
        pulled[turn] = arm
    return pulled

# %% task="which-kind" kind="wrong" breaks="Its keys are the numbers of the problems, the ints 1 to 12."
def kinds():
    names = ["whether", "which one", "how much", "how many", "which ones", "what is alike", "what pays",
             "nothing to learn", "what pays", "which ones", "what is alike", "which one"]
    return dict(zip("1 2 3 4 5 6 7 8 9 10 11 12".split(), names))
