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
