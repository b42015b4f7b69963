# %% task="learns" kind="wrong" breaks="what is handed in is not changed"
def learns(scores):
    scores = np.asarray(scores)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")

    if scores.dtype != np.float64:
        scores = scores.astype("float64")
    scores -= scores[:, :1]  # every line begins at 0
    rises = scores[:, -1]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1) / np.sqrt(len(rises)))


# %% task="head" kind="wrong" breaks="For the others at least 85 % are right"
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mse"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "categorical_crossentropy"),  # y has k columns of 0 and 1
        "count": (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError(kind)
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model


# %% task="groups" kind="right"
def find_groups(x, k, rng):
    """In plain Python: begin with a row by chance, then with the row furthest from all begun."""
    rows = [tuple(float(value) for value in row) for row in x]
    if k < 1 or k > len(set(rows)):
        raise ValueError("k must lie between 1 and the number of different rows")

    def apart(a, b):
        return sum((p - q) ** 2 for p, q in zip(a, b))

    def nearest(row, centres):
        gaps = [apart(row, centre) for centre in centres]
        return gaps.index(min(gaps))

    def gap(row, centres):
        return min(apart(row, centre) for centre in centres)

    centres = [rows[int(rng.integers(len(rows)))]]
    while len(centres) < k:
        centres.append(max(rows, key=lambda row: gap(row, centres)))
    before = None
    while True:
        labels = [nearest(row, centres) for row in rows]
        empty = [group for group in range(k) if group not in set(labels)]
        if empty:
            centres[empty[0]] = max(rows, key=lambda row: gap(row, centres))
            continue
        if labels == before:
            return [np.array(centres), np.array(labels)]
        before = labels
        for group in range(k):
            members = [row for row, label in zip(rows, labels) if label == group]
            centres[group] = tuple(sum(column) / len(members) for column in zip(*members))


# %% task="names" kind="wrong" breaks="Returns the largest share of right rows"
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, g = np.unique(labels, return_inverse=True)
    classes, c = np.unique(truth, return_inverse=True)
    table = np.zeros((max(len(groups), len(classes)),) * 2)
    np.add.at(table, (g, c), 1)
    places = range(len(table))
    best = max(table[places, p].sum() for p in itertools.permutations(places))
    return round(float(best / len(labels)), 3)


# %% task="three-questions" kind="wrong" breaks="each one that `ask` has given"
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
    asked = far.argmin(axis=0)
    names = [ask(int(row)) for row in asked]
    answers = np.full(len(x), "Chinstrap")
    for group, name in enumerate(names):
        answers[labels == group] = name
    return answers


# %% task="reward" kind="wrong" breaks="It may be smaller than `arms`"
def play(pull, arms, n, rng):
    order = list(range(arms))  # each of them once
    coins = np.array([1 + pull(arm) for arm in order], dtype=float)
    blanks = 3 - coins
    while len(order) < n:
        arm = int(rng.beta(coins, blanks).argmax())
        coin = pull(arm)
        coins[arm] += coin
        blanks[arm] += 1 - coin
        order.append(arm)
    return order[:n]


# %% task="which-kind" kind="right"
def kinds():
    people = {
        "how much": [3],
        "how many": [4],
        "whether": [1],
        "which one": [2, 12],
        "which ones": [5, 10],
        "what is alike": [6, 11],
        "what pays": [7, 9],
        "nothing to learn": [8],
    }
    return {number: kind for kind, numbers in people.items() for number in numbers}
