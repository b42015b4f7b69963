# /// sample
# task = "learns"
# diagnosis = "You are content with two standard errors. Chance alone gets there once in forty times; the contract asks for three."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(rises.mean() > 0 and rises.mean() > 2 * error)
