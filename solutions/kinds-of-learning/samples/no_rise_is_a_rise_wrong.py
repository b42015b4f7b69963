# /// sample
# task = "learns"
# diagnosis = "You ask for at least three standard errors, and three times nothing is nothing: a constant then passes for a machine that learns."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() >= 3 * rises.std(ddof=1) / np.sqrt(len(rises)))
