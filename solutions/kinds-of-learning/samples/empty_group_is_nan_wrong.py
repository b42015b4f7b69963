# /// sample
# task = "groups"
# diagnosis = "Where a group has lost all its rows, you take the mean of nothing, which is NaN. Such a group needs a row of its own."
# ///

# %% task="groups"
def squared_distances(x, centres):
    return ((x[:, None] - centres) ** 2).sum(axis=2)


def settle(x, centres):
    labels = None
    for _ in range(300):
        found = squared_distances(x, centres).argmin(axis=1)
        if labels is not None and np.array_equal(found, labels):
            return centres, labels
        labels = found
        with np.errstate(all="ignore"):
            centres = np.array([x[labels == g].sum(axis=0) / (labels == g).sum() for g in range(len(centres))])
    return centres, labels


def find_groups(x, k, rng):
    x = np.asarray(x, "float64")
    if k < 1 or k > len(np.unique(x, axis=0)):
        raise ValueError("as many groups as there are different rows, at most")
    found = [settle(x, x[rng.choice(len(x), k, replace=False)]) for _ in range(10)]
    return min(found, key=lambda pair: ((x - pair[0][pair[1]]) ** 2).sum())
