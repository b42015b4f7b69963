# %% task="learns" kind="right"
class _Rises:
    """Collects rises one by one (Welford's way)."""

    def __init__(self):
        self.n, self.mean, self.squares = 0, 0.0, 0.0

    def add(self, rise):
        self.n += 1
        step = rise - self.mean
        self.mean += step / self.n
        self.squares += step * (rise - self.mean)


def learns(scores):
    scores = np.asarray(scores)
    repeats, sizes = scores.shape
    if repeats < 2 or sizes < 2:
        raise ValueError(f"{repeats} repeats, {sizes} sizes")
    rises = scores[:, -1].astype(np.float64) - scores[:, 0].astype(np.float64)
    largest = float(np.max(np.abs(rises)))
    if largest == 0.0:
        return False
    collected = _Rises()
    for rise in rises / largest:
        collected.add(float(rise))
    error = (collected.squares / (collected.n - 1) / collected.n) ** 0.5
    return bool(collected.mean > 0 and collected.mean > 3 * error)

# %% task="head" kind="wrong" breaks="For other kinds it makes no difference."
def build(kind, columns, k):
    if k < 1 or (kind == "one-of" and k < 2):
        raise ValueError("k is too small")
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
    model.compile(keras.optimizers.Adam(0.03 if kind == "count" else 0.1), loss)
    return model

# %% task="groups" kind="wrong" breaks="an int from 1 to the number of different rows. Any other raises a ValueError."
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    if k < 1 or k > len(x):
        raise ValueError("k must be from 1 to the number of rows")
    best, least = None, np.inf
    for _ in range(10):
        c = x[[rng.integers(len(x))]]
        while len(c) < k:
            d = ((x[:, None] - c) ** 2).sum(2).min(1)
            p = d / d.sum() if d.sum() > 0 else None
            c = np.vstack([c, x[rng.choice(len(x), p=p)]])
        labels = None
        for _ in range(300):
            d = ((x[:, None] - c) ** 2).sum(2)
            new = d.argmin(1)
            empty = np.setdiff1d(np.arange(k), new)
            if len(empty) and d.min(1).max() > 0:
                c[empty[0]] = x[d.min(1).argmax()]
                continue
            if labels is not None and (new == labels).all():
                break
            labels = new
            c = np.array([x[labels == g].mean(0) if (labels == g).any() else c[g] for g in range(k)])
        if labels is not None and d.min(1).sum() < least:
            least, best = d.min(1).sum(), (c, labels)
    return best

# %% task="names" kind="wrong" breaks="Returns the largest share of right rows that a naming can reach: a float"
from itertools import permutations


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, classes = list(np.unique(labels)), list(np.unique(truth))
    size = max(len(groups), len(classes))
    square = np.zeros((size, size), dtype=int)
    for i, g in enumerate(groups):
        for j, c in enumerate(classes):
            square[i, j] = np.sum((labels == g) & (truth == c))
    best = max(sum(square[i, j] for i, j in enumerate(order)) for order in permutations(range(size)))
    return round(float(best / len(labels)), 3)

# %% task="three-questions" kind="wrong" breaks="`row` is its number, a whole number of Python or NumPy, from 0 to n - 1."
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
    names = np.empty(len(z), dtype=object)
    for g in range(3):
        group = z[labels == g]
        names[labels == g] = ask(int(((group - centres[g]) ** 2).sum(axis=1).argmin()))
    return names

# %% task="reward" kind="right"
class _Lever:
    def __init__(self, number):
        self.number, self.coins = number, 0


def play(pull, arms, n, rng):
    levers = [_Lever(number) for number in range(arms)]
    pulled = ()
    while len(pulled) < n:
        if len(pulled) < 25 * arms:  # 25 rounds, each lever in turn
            lever = levers[len(pulled) % arms]
            lever.coins += pull(lever.number)
        else:  # and then the one that gave most
            lever = max(levers, key=lambda one: one.coins)
            pull(lever.number)
        pulled += (lever.number,)
    return pulled
