# /// sample
# task = "dumb"
# diagnosis = "You return the median where another value is best. It is the best constant for absolute errors only."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    return float(np.median(y))
