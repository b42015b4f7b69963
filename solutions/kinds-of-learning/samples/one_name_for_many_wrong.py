# /// sample
# task = "names"
# diagnosis = "You give each group its commonest class. Two groups may then have the same name, and a group for each single row would be perfect."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    groups, classes = np.unique(labels), np.unique(truth)
    counts = np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])
    return float(counts.max(axis=1).sum() / len(labels))
