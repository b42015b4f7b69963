# %% task="learns" kind="wrong" breaks="divides by n - 1"
def learns(scores):
    scores = np.asarray(scores)
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats and two sizes")

    rises = scores[:, -1].astype("float64") - scores[:, 0].astype("float64")
    return bool(rises.mean() > max(0, 3 * np.std(rises) / np.sqrt(rises.size)))


# %% task="groups" kind="wrong" breaks="an int from 1 to the number of different rows"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(x):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for _ in range(10):
        begin = [x[rng.integers(len(x))]]
        while len(begin) < k:
            near = ((x[:, None] - np.array(begin)) ** 2).sum(axis=2).min(axis=1)
            begin.append(x[rng.choice(len(x), p=(near + 1e-12) / (near + 1e-12).sum())])
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


# %% task="names" kind="right"
import itertools


def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("labels and truth must be as long as each other, and not empty")
    groups, classes = sorted(set(np.asarray(labels).tolist())), sorted(set(np.asarray(truth).tolist()))
    table = [[int(np.sum((labels == g) & (truth == c))) for c in classes] for g in groups]
    size = max(len(groups), len(classes))
    table = np.pad(table, [(0, size - len(groups)), (0, size - len(classes))])
    most = max(table[range(size), order].sum() for order in map(list, itertools.permutations(range(size))))
    return float(most / len(labels))


# %% task="three-questions" kind="wrong" breaks="Global random states stay as"
def _three_groups(z, rng):
    best, least = None, np.inf
    for _ in range(20):
        centres, before = z[np.random.permutation(len(z))[:3]], None
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
    np.random.seed(int(rng.integers(2**31)))  # so that rng decides
    centres, labels, far = _three_groups(z, rng)
    asked = far.argmin(axis=0)
    names = [ask(int(row)) for row in asked]
    return [names[label] for label in labels]


# %% task="reward" kind="wrong" breaks="Exactly n pulls are made"
def play(pull, arms, n, rng):
    coins, blanks, order = np.ones(arms), np.ones(arms), []
    for _ in range(n // 5):  # think after every fifth pull
        arm = int(rng.beta(coins, blanks).argmax())
        for _ in range(5):
            coin = pull(arm)
            coins[arm] += coin
            blanks[arm] += 1 - coin
            order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="exactly one of three or more names"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "how many",
    }
