# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(rises.mean() > 0 and rises.mean() > 3 * error)

# %% task="head"
HEADS = {
    "number": (None, "mean_squared_error"),
    "yes-no": ("sigmoid", "binary_crossentropy"),
    "one-of": ("softmax", "sparse_categorical_crossentropy"),
    "any-of": ("sigmoid", "binary_crossentropy"),
    "count": ("exponential", "poisson"),
}


def build(kind, columns, k):
    if kind not in HEADS:
        raise ValueError(f"no such kind: {kind}")
    activation, loss = HEADS[kind]
    units = k if kind in ("one-of", "any-of") else 1
    model = keras.Sequential([
        keras.Input((columns,)),
        keras.layers.Dense(units, activation),
    ])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model

# %% task="groups"
def squared_distances(x, centres):
    return ((x[:, None] - centres) ** 2).sum(axis=2)


def first_centres(x, k, rng):
    """Draw k rows, each the more likely the further it is from those drawn before (k-means++)."""
    chosen = [rng.integers(len(x))]
    while len(chosen) < k:
        far = squared_distances(x, x[chosen]).min(axis=1)
        chosen.append(rng.choice(len(x), p=far / far.sum()))
    return x[chosen]


def settle(x, centres):
    """Move centres until no row changes its group."""
    labels = None
    while True:
        squares = squared_distances(x, centres)
        found = squares.argmin(axis=1)
        # A group without rows takes the row that is furthest from its centre.
        for empty in set(range(len(centres))) - set(found.tolist()):
            sizes = np.bincount(found, minlength=len(centres))
            far = np.where(sizes[found] > 1, squares[np.arange(len(x)), found], -1)
            found[far.argmax()] = empty
        if labels is not None and np.array_equal(found, labels):
            return centres, labels
        labels = found
        centres = np.array([x[labels == group].mean(axis=0) for group in range(len(centres))])


def find_groups(x, k, rng):
    x = np.asarray(x, "float64")
    if k < 1 or k > len(np.unique(x, axis=0)):
        raise ValueError("as many groups as there are different rows, at most")
    found = [settle(x, first_centres(x, k, rng)) for _ in range(8)]
    return min(found, key=lambda pair: ((x - pair[0][pair[1]]) ** 2).sum())

# %% task="names"
def agreement(labels, truth):
    from itertools import permutations

    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    groups, classes = np.unique(labels), np.unique(truth)
    counts = np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])
    if len(groups) > len(classes):
        counts = counts.T
    few, many = counts.shape
    best = max(counts[range(few), list(order)].sum() for order in permutations(range(many), few))
    return float(best / len(labels))

# %% task="three-questions"
def ask_three(x, ask, rng):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    centres, labels = find_groups(x, 3, rng)
    typical = squared_distances(x, centres).argmin(axis=0)
    names = np.array([ask(int(row)) for row in typical])
    return names[labels]

# %% task="reward"
def play(pull, arms, n, rng):
    pulls, coins, pulled = np.zeros(arms), np.zeros(arms), []
    for made in range(n):
        # The share of coins so far, and more for levers of which little is known.
        seldom = np.sqrt(np.log(made + 1) / 2 / np.maximum(pulls, 1e-9))
        arm = int((coins / np.maximum(pulls, 1) + seldom).argmax())
        coin = pull(arm)
        coins[arm] += coin
        pulls[arm] += 1
        pulled.append(arm)
    return pulled

# %% task="which-kind"
def kinds():
    return {
        1: "whether", 2: "which one", 3: "how much", 4: "how many", 5: "which ones", 6: "what is alike",
        7: "what pays", 8: "nothing to learn", 9: "what pays", 10: "which ones", 11: "what is alike",
        12: "which one",
    }
