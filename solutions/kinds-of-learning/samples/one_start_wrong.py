# /// sample
# task = "groups"
# diagnosis = "In many tables your groups are not the clouds: mostly two centres share one. That happens where the search begins once or twice, stops after one round, or does not keep the best start."
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
    return settle(x, rng.permutation(np.unique(x, axis=0))[:k])

# %% task="three-questions"
from scipy.cluster.vq import kmeans


def ask_three(x, ask, rng):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    centres = min((kmeans(x, x[rng.choice(len(x), 3, replace=False)]) for _ in range(20)), key=by_error)[0]
    far = ((x[:, None] - centres) ** 2).sum(axis=2)
    names = np.array([ask(int(row)) for row in far.argmin(axis=0)])
    return names[far.argmin(axis=1)]


def by_error(found):
    return found[1]
