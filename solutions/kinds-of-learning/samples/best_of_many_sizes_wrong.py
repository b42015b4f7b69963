# /// sample
# task = "learns"
# diagnosis = "Your answer is True where the middle size is the best and the last is as good as the first. Only the first and the last count: of many sizes, one is always the best by chance."
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
