# %% task="learns" kind="wrong" breaks="what is handed in is not changed."
def learns(scores):
    table = np.asarray(scores, dtype=np.float64)
    if table.shape[0] < 2 or table.shape[1] < 2:
        raise ValueError("too small")
    table -= table[:, [0]]  # every line now begins at 0
    rise = table[:, -1]
    error = np.std(rise, ddof=1) / np.sqrt(rise.shape[0])
    return bool(np.mean(rise) > 0 and np.mean(rise) > 3 * error)

# %% task="head" kind="wrong" breaks="the probability of 1"
def build(kind, columns, k):
    heads = {
        "number": (1, None, keras.losses.MeanSquaredError()),
        "yes-no": (1, None, keras.losses.BinaryCrossentropy(from_logits=True)),
        "one-of": (k, "softmax", keras.losses.SparseCategoricalCrossentropy()),
        "any-of": (k, "sigmoid", keras.losses.BinaryCrossentropy()),
        "count": (1, "exponential", keras.losses.Poisson()),
    }
    if kind not in heads:
        raise ValueError(kind)
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.03 if kind == "count" else 0.1), loss)
    return model

# %% task="groups" kind="wrong" breaks="no other centre is nearer to a row than its own (Euclidean distance, up to rounding)"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("k does not fit")
    best, least = None, np.inf
    for _ in range(10):
        c = x[[rng.integers(len(x))]]
        while len(c) < k:
            d = ((x[:, None] - c) ** 2).sum(2).min(1)
            c = np.vstack([c, x[rng.choice(len(x), p=d / d.sum())]])
        while True:
            d = ((x[:, None] - c) ** 2).sum(2)
            labels = d.argmin(1)
            empty = np.setdiff1d(np.arange(k), labels)
            if len(empty):
                c[empty[0]] = x[d.min(1).argmax()]
                continue
            old, c = c, np.array([x[labels == g].mean(0) for g in range(k)])
            if np.abs(c - old).max() < 1e-3:  # nothing moves any more
                break
        if d.min(1).sum() < least:
            least, best = d.min(1).sum(), (c, labels)
    return best

# %% task="names" kind="wrong" breaks="A naming gives each group the name of a class, or none."
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, names = np.unique(labels).tolist(), np.unique(truth).tolist()
    names += [-1] * (len(groups) - len(names))  # -1: no name
    best = 0
    for order in itertools.permutations(names, len(groups)):
        said = dict(zip(groups, order))
        best = max(best, sum(said[g] == t for g, t in zip(labels.tolist(), truth.tolist())))
    return best / len(labels)

# %% task="three-questions" kind="wrong" breaks="Global random states stay as they are"
def ask_three(x, ask, rng):
    np.random.seed(int(rng.integers(2**31)))
    z = np.asarray(x, dtype=np.float64)
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    best, least = None, np.inf
    for _ in range(30):
        c = z[np.random.choice(len(z), 3, replace=False)]
        for _ in range(100):
            d = ((z[:, None] - c) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            c = np.array([z[labels == g].mean(axis=0) if (labels == g).any() else c[g] for g in range(3)])
        if d.min(axis=1).sum() < least:
            least, best = d.min(axis=1).sum(), (c, labels)
    c, labels = best
    names = [ask(int(((z - centre) ** 2).sum(axis=1).argmin())) for centre in c]
    return [names[g] for g in labels]

# %% task="reward" kind="wrong" breaks="the same arguments and a generator in the same state give the same result."
def play(pull, arms, n, rng):
    import random

    tried, won, order = [0] * arms, [0] * arms, []
    for turn in range(n):
        if random.random() < max(0.05, 15 / (turn + 1)):
            arm = random.randrange(arms)
        else:
            arm = max(range(arms), key=lambda a: (won[a] + 1) / (tried[a] + 1))
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order

# %% task="which-kind" kind="right"
def kinds():
    problems = {
        "whether": [1],
        "which one": [2, 12],
        "how much": [3],
        "how many": [4],
        "which ones": [5, 10],
        "what is alike": [6, 11],
        "what pays": [7, 9],
        "nothing to learn": [8],
    }
    answer = {}
    for kind, numbers in problems.items():
        for number in numbers:
            answer[number] = kind
    return answer
