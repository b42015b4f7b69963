# /// sample
# task = "learns"
# diagnosis = "You set the scatter of all scores against the rise. In each repeat both scores come from the same rows, so take the rise within each repeat first."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    first, last = scores[:, 0], scores[:, -1]
    error = np.sqrt((first.var(ddof=1) + last.var(ddof=1)) / len(first))
    rise = last.mean() - first.mean()
    return bool(rise > 0 and rise > 3 * error)
