# /// sample
# task = "names"
# diagnosis = "NumPy stretches an array of length 1 to any length, and your answer looks like one. Two lengths that differ should raise a ValueError."
# ///

# %% task="names"
def agreement(labels, truth):
    from itertools import permutations

    groups, classes = np.unique(labels), np.unique(truth)
    counts = np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])
    if len(groups) > len(classes):
        counts = counts.T
    few, many = counts.shape
    best = max(counts[range(few), list(order)].sum() for order in permutations(range(many), few))
    return float(best / len(labels))
