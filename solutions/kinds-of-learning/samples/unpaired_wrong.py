# /// sample
# task = "learns"
# diagnosis = "Your answer is False where each repeat rises by about 0.05, from levels that differ by much more. Take the rise within each repeat first, since both scores come from the same rows."
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
