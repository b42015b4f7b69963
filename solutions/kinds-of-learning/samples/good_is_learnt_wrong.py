# /// sample
# task = "learns"
# diagnosis = "Your answer is True for high scores whose mean rise is 0, up to rounding. A machine that was as good from the beginning has learnt nothing: the mean rise must exceed three standard errors."
# ///

# %% task="learns"
def learns(scores):
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        raise ValueError("at least two repeats of two sizes")
    scores = scores.astype("float64")
    last = scores[:, -1]
    return bool(last.mean() - 3 * last.std(ddof=1) / np.sqrt(len(last)) > 0.5)
