# /// sample
# task = "names"
# diagnosis = "You give names to the surest pair first. What is left may then be worth less than with another naming: try all of them."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    groups, classes = np.unique(labels), np.unique(truth)
    counts = np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])
    right = 0
    for _ in range(min(counts.shape)):
        g, c = np.unravel_index(counts.argmax(), counts.shape)
        right += counts[g, c]
        counts[g], counts[:, c] = -1, -1
    return float(right / len(labels))
