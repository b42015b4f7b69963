# /// sample
# task = "learns"
# diagnosis = "You compare the first size with the best one. Of many sizes one is always the best by chance; the question is about the last."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    best = scores.mean(axis=0).argmax()
    rises = scores[:, best] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(rises.mean() > 0 and rises.mean() > 3 * error)
