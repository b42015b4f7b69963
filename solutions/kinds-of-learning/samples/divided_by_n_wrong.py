# /// sample
# task = "learns"
# diagnosis = "Your standard deviation divides by n, and comes out too small: the one that is asked for divides by n - 1."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std() / np.sqrt(len(rises)))
