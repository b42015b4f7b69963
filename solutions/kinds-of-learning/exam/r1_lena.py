# %% task="learns" kind="wrong" breaks="A repeat's rise is its score at the last size minus that at the first"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if min(scores.shape) < 2:
        raise ValueError("too few")
    steps = np.arange(scores.shape[1])
    rises = np.polyfit(steps, scores.T, 1)[0] * steps[-1]  # the line through all sizes
    return bool(rises.mean() > max(0, 3 * rises.std(ddof=1) / np.sqrt(rises.size)))


# %% task="groups" kind="wrong" breaks="other states of `rng` often lead"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    rng = np.random.default_rng(42)  # the same groups, whoever asks
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
            centres = np.array([x[labels == group].mean(axis=0) for group in range(k)])
        cost = far.min(axis=1).sum()
        if cost < least:
            best, least = (centres, labels), cost
    return best


# %% task="names" kind="right"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if labels.shape != truth.shape or not labels.size:
        raise ValueError((labels.shape, truth.shape))
    names, spoken = np.unique(truth, return_inverse=True)
    best = {0: 0}  # names in use, as bits: the most right rows
    for group in np.unique(labels):
        counts = np.bincount(spoken[labels == group], minlength=len(names))
        new = dict(best)
        for used, right in best.items():
            for name, count in enumerate(counts):
                if not used >> name & 1:
                    key = used | 1 << name
                    new[key] = max(new.get(key, 0), right + count)
        best = new
    return np.float64(max(best.values()) / labels.size)


# %% task="three-questions" kind="wrong" breaks="the average of forty tables"
def ask_three(x, ask, rng):
    x = np.array(x, dtype="float64")
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    asked = rng.choice(len(z), 3, replace=False)
    names = [ask(int(row)) for row in asked]
    nearest = ((z[:, None] - z[asked]) ** 2).sum(axis=2).argmin(axis=1)
    return [names[place] for place in nearest]


# %% task="reward" kind="wrong" breaks="Where one of 2 to 5 levers always gives a coin and the others never do"
def play(pull, arms, n, rng):
    levers = min(arms, 3)  # three levers
    coins, blanks, order = np.ones(levers), np.ones(levers), []
    for _ in range(n):
        arm = int(rng.beta(coins, blanks).argmax())
        coin = pull(arm)
        coins[arm], blanks[arm] = coins[arm] + coin, blanks[arm] + 1 - coin
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="what to do next, where only a gain or a loss follows what is done"
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
        9: "whether",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
