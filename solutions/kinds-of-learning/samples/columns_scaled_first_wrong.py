# /// sample
# task = "groups"
# diagnosis = "You bring the columns to equal units first, and give back groups of other rows than those you were handed. Here x is taken as it is."
# ///

# %% task="groups"
def squared_distances(x, centres):
    return ((x[:, None] - centres) ** 2).sum(axis=2)


def settle(x, centres):
    labels = None
    while True:
        squares = squared_distances(x, centres)
        found = squares.argmin(axis=1)
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
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1)
    raw, x = x, (x - x.mean(axis=0)) / spread
    found = []
    for _ in range(10):
        found.append(settle(x, rng.permutation(np.unique(x, axis=0))[:k]))
    labels = min(found, key=lambda pair: ((x - pair[0][pair[1]]) ** 2).sum())[1]
    return np.array([raw[labels == group].mean(axis=0) for group in range(k)]), labels
