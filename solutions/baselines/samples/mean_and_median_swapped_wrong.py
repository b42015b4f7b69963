# /// sample
# task = "dumb"
# diagnosis = "Mean and median have changed places: squares punish far values, so the mean goes to meet them; absolute errors do not."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    return float(np.mean(y) if loss == "mae" else np.median(y))
