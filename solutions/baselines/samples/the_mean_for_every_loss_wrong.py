# /// sample
# task = "dumb"
# diagnosis = "You return the mean for every loss. It is the best constant for squared errors only: judged by absolute errors the middle value is, and by accuracy the most frequent one."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    return float(np.mean(y))
