# %% task="learns" kind="wrong" breaks="than 2 sizes raise a ValueError"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if len(scores) < 2:
        raise ValueError("one repeat says nothing of chance")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > max(0, 3 * rises.std(ddof=1) / np.sqrt(rises.size)))


# %% task="groups" kind="wrong" breaks="cloud is a group: in at least 8 of 10 tables"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for _ in range(1):
        begin = x[rng.choice(len(x), k, replace=False)]
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
from collections import Counter


def agreement(labels, truth):
    pairs = list(zip(np.asarray(labels).tolist(), np.asarray(truth).tolist(), strict=True))
    if not pairs:
        raise ValueError("no rows")
    together = Counter(pairs)

    def most(groups, free):
        """The most right rows of these groups, with names from `free`."""
        if not groups:
            return 0
        group, rest = groups[0], groups[1:]
        found = [most(rest, free)]  # this group gets no name
        for name in free:
            found.append(together[group, name] + most(rest, free - {name}))
        return max(found)

    return most(tuple({g for g, _ in pairs}), frozenset(c for _, c in pairs)) / len(pairs)


# %% task="three-questions" kind="wrong" breaks="What was handed in before makes no difference"
_told = {}


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
    for row in map(int, asked):
        if (len(x), row) not in _told:  # questions cost money
            _told[len(x), row] = ask(row)
    names = [_told[len(x), int(row)] for row in asked]
    return [names[label] for label in labels]


# %% task="reward" kind="wrong" breaks="What was handed in before makes no difference"
def play(pull, arms, n, rng, memory={}):
    tried, won = memory.setdefault(arms, (np.ones(arms), np.ones(arms)))
    order = []
    for _ in range(n):
        arm = int(rng.beta(won, tried - won + 1).argmax())
        won[arm] += pull(arm)
        tried[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="a value that a known rule gives, without an error"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "how much",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
