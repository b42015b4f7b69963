# /// sample
# task = "groups"
# diagnosis = "You put each row to its nearest centre once, and stop. When the centres have moved, other rows are nearer to them: go on until none changes."
# ///

# %% task="groups"
def squared_distances(x, centres):
    return ((x[:, None] - centres) ** 2).sum(axis=2)


def find_groups(x, k, rng):
    x = np.asarray(x, "float64")
    if k < 1 or k > len(np.unique(x, axis=0)):
        raise ValueError("as many groups as there are different rows, at most")
    centres = rng.permutation(np.unique(x, axis=0))[:k]
    labels = squared_distances(x, centres).argmin(axis=1)
    return np.array([x[labels == group].mean(axis=0) for group in range(k)]), labels

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
