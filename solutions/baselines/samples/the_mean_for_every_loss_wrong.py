# /// sample
# task = "dumb"
# diagnosis = "You return the mean where another value is best. The mean is best for squared errors only. For absolute errors the middle value is best, and for accuracy the most frequent one."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    return float(np.mean(y))
