# /// sample
# task = "dumb"
# diagnosis = "For mae you return the middle between the least and the greatest value. One row far away would move it; the middle *row* stays."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    return float((np.min(y) + np.max(y)) / 2 if loss == "mae" else np.mean(y))
