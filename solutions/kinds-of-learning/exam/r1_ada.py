# %% task="learns" kind="right"
def learns(scores):
    table = [[float(value) for value in line] for line in np.asarray(scores)]
    if len(table) < 2:
        raise ValueError("too few repeats")
    if len(table[0]) < 2:
        raise ValueError("too few sizes")
    rises = []
    for line in table:
        rises.append(line[-1] - line[0])
    count = len(rises)
    mean = sum(rises) / count
    squares = 0.0
    for rise in rises:
        squares += (rise - mean) ** 2
    error = (squares / (count - 1)) ** 0.5 / count**0.5
    if mean <= 0:
        return False
    return mean > 3 * error


# %% task="groups" kind="wrong" breaks="centre is the mean of its group's rows, up to rounding"
def find_groups(x, k, rng):
    x = np.asarray(x)
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for _ in range(10):
        begin = [x[rng.integers(len(x))]]
        while len(begin) < k:
            near = ((x[:, None] - np.array(begin)) ** 2).sum(axis=2).min(axis=1)
            begin.append(x[rng.choice(len(x), p=near / near.sum())])
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
            centres = np.array([x[labels == group].mean(axis=0) for group in range(k)]).astype(x.dtype)
        cost = far.min(axis=1).sum()
        if cost < least:
            best, least = (centres, labels), cost
    return best


# %% task="names" kind="wrong" breaks="No two groups get the same name"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    right = 0
    for group in np.unique(labels):
        right += np.unique(truth[labels == group], return_counts=True)[1].max()
    return float(right / len(labels))


# %% task="three-questions" kind="right"
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
    return [names[label] for label in labels]


# %% task="reward" kind="wrong" breaks="how many levers there are, an int, at least 1"
def play(pull, arms, n, rng):
    tried, won, order = np.zeros(arms), np.zeros(arms), []
    for _ in range(n):
        best = int(((won + 1) / (tried + 1)).argmax())
        step = int(rng.integers(1, arms)) if rng.random() < 0.12 else 0  # sometimes another one
        arm = (best + step) % arms
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="heaps of things that are like each other; nobody has said what heaps there are"
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
        11: "which ones",
        12: "which one",
    }
