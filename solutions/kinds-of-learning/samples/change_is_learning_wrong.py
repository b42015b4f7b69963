# /// sample
# task = "learns"
# diagnosis = "Your answer is True for scores that fall. A machine that gets worse has changed, and has not learnt."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(abs(rises.mean()) > 3 * error)
