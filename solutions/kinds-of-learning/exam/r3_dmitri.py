# %% task="learns" kind="right"
def learns(scores):
    import math
    import statistics

    rows = [[float(number) for number in row] for row in np.asarray(scores)]
    if len(rows) < 2:
        raise ValueError("fewer than 2 repeats")
    if len(rows[0]) < 2:
        raise ValueError("fewer than 2 sizes")
    rises = []
    for row in rows:
        rises.append(row[-1] - row[0])
    mean = math.fsum(rises) / len(rises)
    error = statistics.stdev(rises) / math.sqrt(len(rises))
    if mean <= 0:
        return False
    if mean <= 3 * error:
        return False
    return True

# %% task="head" kind="wrong" breaks="the count to be expected, never below 0"
def build(kind, columns, k):
    if kind not in ("number", "yes-no", "one-of", "any-of", "count"):
        raise ValueError("no such kind")
    x = keras.Input((columns,))
    if kind in ("number", "count"):  # both are numbers
        y, loss = keras.layers.Dense(1)(x), "mean_squared_error"
    elif kind == "one-of":
        y, loss = keras.layers.Dense(k, "softmax")(x), "sparse_categorical_crossentropy"
    else:
        y, loss = keras.layers.Dense(k if kind == "any-of" else 1, "sigmoid")(x), "binary_crossentropy"
    model = keras.Model(x, y)
    model.compile(keras.optimizers.Adam(0.1), loss)
    return model

# %% task="groups" kind="wrong" breaks="each centre is the mean of its group's rows, up to rounding"
def find_groups(x, k, rng):
    x = np.asarray(x)
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("k does not fit the rows")
    best, least = None, np.inf
    for _ in range(10):
        centres = x[[rng.integers(len(x))]]
        while len(centres) < k:
            d = ((x[:, None].astype("float64") - centres) ** 2).sum(axis=2).min(axis=1)
            centres = np.concatenate([centres, x[[rng.choice(len(x), p=d / d.sum())]]])
        for _ in range(100):
            d = ((x[:, None].astype("float64") - centres) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            old = centres.copy()
            for g in range(k):
                if (labels == g).any():
                    centres[g] = x[labels == g].mean(axis=0)
                else:
                    centres[g] = x[d.min(axis=1).argmax()]
            if (old == centres).all():
                break
        if d.min(axis=1).sum() < least:
            least, best = d.min(axis=1).sum(), (centres.astype("float64"), labels)
    return best

# %% task="names" kind="wrong" breaks="Any ints may be groups: 7 and -1, for instance."
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, classes = np.unique(labels[labels >= 0]), np.unique(truth)  # below 0: a row without a group
    size = max(len(groups), len(classes))
    square = np.zeros((size, size))
    for i, g in enumerate(groups):
        for j, c in enumerate(classes):
            square[i, j] = np.sum((labels == g) & (truth == c))
    best = max(square[range(size), list(order)].sum() for order in itertools.permutations(range(size)))
    return float(best / len(labels))

# %% task="three-questions" kind="right"
def _split(z, rng):
    """Labels of three groups of rows, by k-means: the best of five tries."""
    best = None
    for _ in range(5):
        c = z[[rng.integers(len(z))]]
        while len(c) < 3:
            d = ((z[:, None] - c) ** 2).sum(axis=2).min(axis=1)
            c = np.vstack([c, z[rng.choice(len(z), p=d / d.sum() if d.sum() > 0 else None)]])
        before = None
        for _ in range(200):
            d = ((z[:, None] - c) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            if before is not None and (labels == before).all():
                break
            for g in range(3):
                if (labels == g).any():
                    c[g] = z[labels == g].mean(axis=0)
            before = labels
        if best is None or d.min(axis=1).sum() < best[0]:
            best = d.min(axis=1).sum(), labels
    return best[1]


def ask_three(x, ask, rng):
    z = np.asarray(x, dtype=np.float64)
    z = z / np.abs(z).max(axis=0)
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    d = z.shape[1]
    plain, best = None, None
    # a column that says nothing of the groups should count less: try other weights, then those that fit
    for weights in [np.ones(d), *(np.eye(d)[:8] + 0.05), *(rng.random((8, d)) ** 2)]:
        for _ in range(5):
            labels = _split(z * weights, rng)
            kept, labels = np.unique(labels, return_inverse=True)
            c = np.array([z[labels == g].mean(axis=0) for g in range(len(kept))])
            within = np.maximum(((z - c[labels]) ** 2).mean(axis=0), 1e-5)
            weights = within**-0.5
            if len(kept) < 3:
                continue
            score = np.log(within).sum()
            if plain is None:
                plain, best = score, (score, c, labels, within)
            elif score < min(plain - 0.2, best[0]):
                best = score, c, labels, within
    if best is None:  # hardly three different rows: any three will do
        c, labels, within = z[:3], np.arange(len(z)) % 3, np.ones(d)
    else:
        _, c, labels, within = best
    nearest = (((z[:, None] - c) ** 2) / within).sum(axis=2).argmin(axis=0)
    names = [ask(int(row)) for row in nearest]
    return [names[g] for g in labels]

# %% task="reward" kind="wrong" breaks="A game is won if this sum is at least 288"
def play(pull, arms, n, rng):
    order, won = [], [0] * arms
    for turn in range(n // 2):  # the first half is for learning
        arm = turn % arms
        won[arm] += pull(arm)
        order.append(arm)
    best = won.index(max(won))
    for _ in range(n - n // 2):  # and the second half for earning
        pull(best)
        order.append(best)
    return order

# %% task="which-kind" kind="right"
def kinds():
    names = "how much|how many|whether|which one|which ones|what is alike|what pays|nothing to learn".split("|")
    return dict(enumerate((names[int(digit)] for digit in "230145676453"), 1))
