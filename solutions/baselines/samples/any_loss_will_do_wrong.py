# /// sample
# task = "dumb"
# diagnosis = "A loss that you do not know gets the mean. A typing error would then go unseen for years."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss == "accuracy":
        values, counts = np.unique(y, return_counts=True)
        return values[counts.argmax()]
    return float(np.median(y) if loss == "mae" else np.mean(y))
