# %% task="learns" kind="wrong" breaks="Returns True if the mean of the rises is above 0 and above three of its standard errors"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("too few")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / len(rises) ** 0.5
    if error == 0:  # nothing to divide by
        return False
    return bool(rises.mean() / error > 3)


# %% task="groups" kind="wrong" breaks="no group is empty"
def find_groups(x, k, rng):
    x = np.asarray(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("k")
    best = None
    for _ in range(20):
        centres = x[rng.choice(len(x), k, replace=False)]
        labels = None
        while True:
            d = ((x[:, None] - centres) ** 2).sum(axis=2)
            new = d.argmin(axis=1)
            if labels is not None and np.array_equal(new, labels):
                break
            labels = new
            # a centre without rows stays where it is
            centres = np.array([x[labels == g].mean(axis=0) if (labels == g).any() else centres[g] for g in range(k)])
        cost = d.min(axis=1).sum()
        if best is None or cost < best[0]:
            best = cost, centres, labels
    return best[1], best[2]


