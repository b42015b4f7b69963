# /// sample
# task = "learns"
# diagnosis = "Your answer is False for 100 repeats whose rises scatter by about 0.11 round a mean of 0.1. A mean of n is surer than one of them, by the root of n."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    return bool(rises.mean() > 0 and rises.mean() > 3 * rises.std(ddof=1))
