# /// sample
# task = "names"
# diagnosis = "You hand out the classes to the groups as if there were as many. Where the numbers differ, some name stays with nobody, or some group has none."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    from itertools import permutations

    groups, classes = np.unique(labels), np.unique(truth)
    counts = np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])
    size = min(counts.shape)
    counts = counts[:size, :size]
    best = max(counts[range(size), list(order)].sum() for order in permutations(range(size)))
    return float(best / len(labels))
