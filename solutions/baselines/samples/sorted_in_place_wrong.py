# /// sample
# task = "dumb"
# diagnosis = "You sorted the array that was handed in. It belongs to somebody else, who finds the rows in another order now."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    if loss == "mse":
        return float(np.mean(y))
    y.sort()
    return float(y[(len(y) - 1) // 2] + y[len(y) // 2]) / 2
