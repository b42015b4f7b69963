# /// sample
# task = "groups"
# diagnosis = "You stop after ten rounds. With many rows that stand close together the centres are still on their way then."
# ///

# %% task="groups"
def squared_distances(x, centres):
    return ((x[:, None] - centres) ** 2).sum(axis=2)


def settle(x, centres):
    for _ in range(10):
        squares = squared_distances(x, centres)
        labels = squares.argmin(axis=1)
        for empty in set(range(len(centres))) - set(labels.tolist()):
            sizes = np.bincount(labels, minlength=len(centres))
            far = np.where(sizes[labels] > 1, squares[np.arange(len(x)), labels], -1)
            labels[far.argmax()] = empty
        centres = np.array([x[labels == group].mean(axis=0) for group in range(len(centres))])
    return centres, labels


def find_groups(x, k, rng):
    x = np.asarray(x, "float64")
    if k < 1 or k > len(np.unique(x, axis=0)):
        raise ValueError("as many groups as there are different rows, at most")
    found = []
    for _ in range(10):
        found.append(settle(x, rng.permutation(np.unique(x, axis=0))[:k]))
    return min(found, key=lambda pair: ((x - pair[0][pair[1]]) ** 2).sum())
