# %% task="learns" kind="right"
def learns(scores):
    s = np.array(scores, dtype=np.float64)
    if min(s.shape) < 2:
        raise ValueError(s.shape)
    r = s[:, -1] - s[:, 0]
    return np.bool_(r.mean() > max(0.0, 3 * r.std(ddof=1) / np.sqrt(len(r))))


# %% task="groups" kind="wrong" breaks="no other centre is nearer to a row than its own"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    best, least = None, np.inf
    for _ in range(10):
        begin = [x[rng.integers(len(x))]]
        while len(begin) < k:
            near = ((x[:, None] - np.array(begin)) ** 2).sum(axis=2).min(axis=1)
            begin.append(x[rng.choice(len(x), p=near / near.sum())])
        centres, before = np.array(begin), None
        for _ in range(6):
            far = ((x[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(k), labels)
            if len(empty):
                before = None
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


# %% task="names" kind="wrong" breaks="Returns the largest share of right rows that a naming can reach"
def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, g = np.unique(labels, return_inverse=True)
    classes, c = np.unique(truth, return_inverse=True)
    table = np.zeros((len(groups), len(classes)))
    np.add.at(table, (g, c), 1)
    right = 0.0
    for _ in range(min(table.shape)):  # the largest agreement first
        row, column = np.unravel_index(table.argmax(), table.shape)
        right += table[row, column]
        table[row], table[:, column] = 0, 0
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
    """Ask about the row of each group that is nearest to all others of it."""
    z = np.asarray(x).astype("float64")
    z = z - z.mean(axis=0)
    z = z / np.sqrt((z * z).mean(axis=0))
    labels = _three_groups(z, rng)[1]
    answers = np.empty(len(z), dtype=object)
    for group in set(labels.tolist()):
        members = np.flatnonzero(labels == group)
        inside = z[members]
        sums = [np.square(inside - row).sum() for row in inside]
        answers[members] = ask(members[int(np.argmin(sums))])
    return answers


# %% task="reward" kind="wrong" breaks="At least 9 of 10 games are won"
def play(pull, arms, n, rng):
    arm, order = 0, []
    for _ in range(n):
        order.append(arm)
        if not pull(arm):  # stay while it pays, and go on to the next one when it does not
            arm = (arm + 1) % arms
    return order


# %% task="which-kind" kind="wrong" breaks="the ints 1 to 12"
def kinds():
    return {
        "1": "whether",
        "2": "which one",
        "3": "how much",
        "4": "how many",
        "5": "which ones",
        "6": "what is alike",
        "7": "what pays",
        "8": "nothing to learn",
        "9": "what pays",
        "10": "which ones",
        "11": "what is alike",
        "12": "which one",
    }
