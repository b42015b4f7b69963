# %% task="learns" kind="wrong" breaks="The mean of n rises has a **standard error**: their standard deviation s"
def learns(scores):
    scores = np.asarray(scores)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")

    first, last = scores[:, 0].astype("float64"), scores[:, -1].astype("float64")
    rise = last.mean() - first.mean()
    error = np.sqrt((first.var(ddof=1) + last.var(ddof=1)) / len(scores))
    return bool(rise > 0 and rise > 3 * error)


# %% task="head" kind="wrong" breaks="Returns a new compiled Keras model"
import functools


@functools.lru_cache(maxsize=None)
def build(kind, columns, k):
    table = {
        "number": (1, None, "mse"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    try:
        units, activation, loss = table[kind]
    except KeyError:
        raise ValueError(kind) from None
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model


# %% task="groups" kind="wrong" breaks="What was handed in before makes no difference"
_starts = {}


def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for turn in range(10):
        begin = [x[rng.integers(len(x))]]
        while len(begin) < k:
            near = ((x[:, None] - np.array(begin)) ** 2).sum(axis=2).min(axis=1)
            begin.append(x[rng.choice(len(x), p=near / near.sum())])
        begin = _starts.setdefault((x.shape, k, turn), begin)  # what served well once
        centres, before = np.array(begin), None
        for _ in range(1000):
            far = ((x[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(k), labels)
            if len(empty):
                centres[empty[0]] = x[far.min(axis=1).argmax()]
                continue
            if before is not None and (labels == before).all():
                break
            before = labels
            centres = np.array([x[labels == group].mean(axis=0) for group in range(k)])
        cost = far.min(axis=1).sum()
        if cost < least:
            best, least = (centres, labels), cost
    return best


# %% task="names" kind="wrong" breaks="No two groups get the same name"
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, place = np.unique(labels, return_inverse=True)
    classes = sorted(set(truth.tolist()))
    nobody = "" if truth.dtype.kind == "U" else -1
    names = classes + [nobody] * max(0, len(groups) - len(classes))
    best = max((np.array(naming)[place] == truth).mean() for naming in itertools.permutations(names, len(groups)))
    return float(best)


# %% task="three-questions" kind="wrong" breaks="number, a whole number of Python or NumPy"
def _three_groups(z, rng):
    best, least = None, np.inf
    for _ in range(20):
        centres, before = z[rng.choice(len(z), 3, replace=False)], None
        for _ in range(300):
            far = ((z[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(3), labels)
            if len(empty):
                centres[empty[0]] = z[far.min(axis=1).argmax()]
                continue
            if before is not None and (labels == before).all():
                break
            before = labels
            centres = np.array([z[labels == group].mean(axis=0) for group in range(3)])
        if far.min(axis=1).sum() < least:
            best, least = (centres, labels, far), far.min(axis=1).sum()
    return best


def ask_three(x, ask, rng):
    x = np.array(x, dtype="float64")
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    centres, labels, far = _three_groups(z, rng)
    asked = [np.flatnonzero(column == column.min())[:1] for column in far.T]
    names = [str(np.squeeze(ask(row))) for row in asked]
    return [names[label] for label in labels]


# %% task="reward" kind="right"
def play(pull, arms, n, rng):
    """One pull in ten by chance, the others at the lever with the best share so far."""
    tried, won = np.zeros(arms), np.zeros(arms)
    order = np.zeros(n, dtype=int)
    for turn in range(n):
        curious = rng.random() < 0.1
        share = (won + 1) / (tried + 1)
        order[turn] = rng.integers(arms) if curious else share.argmax()
        won[order[turn]] += pull(order[turn])
        tried[order[turn]] += 1
    return order
