# /// sample
# task = "learns"
# diagnosis = "You take the standard deviation of the rises for the error of their mean. A mean of n is surer than one of them, by the root of n."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1))
