# /// sample
# task = "learns"
# diagnosis = "You subtract in the dtype that the scores came in. In uint8 the difference of 3 and 5 is 254: make floats of them first."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(rises.mean() > 0 and rises.mean() > 3 * error)
