# /// sample
# task = "learns"
# diagnosis = "You compare the first repeat with the last one. Each line of the table is a repeat, and each column is a size."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[-1] - scores[0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(rises.mean() > 0 and rises.mean() > 3 * error)
