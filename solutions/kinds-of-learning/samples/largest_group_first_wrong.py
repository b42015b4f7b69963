# /// sample
# task = "names"
# diagnosis = "You give each group its commonest class that is still free, the largest group first. What is left may be worth less than with another naming: try all of them."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    groups, sizes = np.unique(labels, return_counts=True)
    free, right = list(np.unique(truth)), 0
    for group in groups[np.argsort(-sizes, kind="stable")]:
        if not free:
            break
        counts = [int(((labels == group) & (truth == name)).sum()) for name in free]
        right += max(counts)
        free.pop(int(np.argmax(counts)))
    return float(right / len(labels))
