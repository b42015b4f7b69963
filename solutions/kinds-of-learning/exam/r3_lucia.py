# %% task="learns" kind="wrong" breaks="compute in float64"
def learns(scores):
    s = keras.ops.convert_to_numpy(keras.ops.cast(keras.ops.convert_to_tensor(scores), "float32"))
    if s.shape[0] < 2 or s.shape[1] < 2:
        raise ValueError("at least two of each")
    rise = s[:, -1] - s[:, 0]
    error = rise.std(ddof=1) / np.sqrt(len(rise))
    return bool(rise.mean() > 0 and rise.mean() > 3 * error)

# %% task="head" kind="wrong" breaks="Keras model of Keras's own layers"
class _Exponential(keras.layers.Layer):
    def call(self, x):
        return keras.ops.exp(x)


def build(kind, columns, k):
    layers = [keras.Input((columns,))]
    if kind == "number":
        layers, loss = layers + [keras.layers.Dense(1)], "mse"
    elif kind == "yes-no":
        layers, loss = layers + [keras.layers.Dense(1, "sigmoid")], "binary_crossentropy"
    elif kind == "one-of":
        layers, loss = layers + [keras.layers.Dense(k, "softmax")], "sparse_categorical_crossentropy"
    elif kind == "any-of":
        layers, loss = layers + [keras.layers.Dense(k, "sigmoid")], "binary_crossentropy"
    elif kind == "count":
        layers, loss = layers + [keras.layers.Dense(1), _Exponential()], "poisson"
    else:
        raise ValueError(kind)
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(0.03 if kind == "count" else 0.1), loss)
    return model

# %% task="groups" kind="wrong" breaks="what is handed in is not changed"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("k")
    middle = x.mean(axis=0)
    x -= middle  # numbers near 0 are more exact
    best, least = None, np.inf
    for _ in range(10):
        c = x[[rng.integers(len(x))]]
        while len(c) < k:
            d = ((x[:, None] - c) ** 2).sum(2).min(1)
            c = np.vstack([c, x[rng.choice(len(x), p=d / d.sum())]])
        labels = None
        for _ in range(500):
            d = ((x[:, None] - c) ** 2).sum(2)
            new = d.argmin(1)
            empty = np.setdiff1d(np.arange(k), new)
            if len(empty):
                c[empty[0]] = x[d.min(1).argmax()]
                continue
            if labels is not None and (new == labels).all():
                break
            labels = new
            c = np.array([x[labels == g].mean(0) for g in range(k)])
        if d.min(1).sum() < least:
            least, best = d.min(1).sum(), (c + middle, labels)
    return best

# %% task="names" kind="wrong" breaks="the largest share of right rows"
from itertools import permutations


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")
    groups, g = np.unique(labels, return_inverse=True)
    classes, c = np.unique(truth, return_inverse=True)
    size = max(len(groups), len(classes))
    square = np.zeros((size, size), dtype=np.uint8)  # it is small
    np.add.at(square, (g, c), 1)
    best = max(sum(int(square[i, j]) for i, j in enumerate(order)) for order in permutations(range(size)))
    return best / len(labels)

# %% task="three-questions" kind="wrong" breaks="Each column has a unit of its own"
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
    rows = np.asarray(x, dtype=np.float64)
    centres, labels = _three_groups(rows, rng)
    names = []
    for g in range(3):
        names.append(ask(int(((rows - centres[g]) ** 2).sum(axis=1).argmin())))
    return [names[g] for g in labels]

# %% task="reward" kind="wrong" breaks="Exactly n pulls are made."
def play(pull, arms, n, rng):
    coins, blanks, order = np.ones(arms), np.ones(arms), []
    for _ in range(max(1, n // 5) if n else 0):
        arm = int(rng.beta(coins, blanks).argmax())
        for _ in range(min(5, n)):  # five pulls at a time say more than one
            coin = pull(arm)
            coins[arm] += coin
            blanks[arm] += 1 - coin
            order.append(arm)
    return order
