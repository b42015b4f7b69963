# /// sample
# task = "names"
# diagnosis = "Where two groups want the same name, your naming gives it to the larger one. Another naming gets more rows right there: try all of them."
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
