# /// sample
# task = "dumb"
# diagnosis = "You count with places from 0 up to the largest label. Labels may be negative, or floats, and then there is no such place."
# ///

# %% task="dumb"
def constant_baseline(y, loss):
    if loss not in ("accuracy", "mae", "mse"):
        raise ValueError(loss)
    if loss == "accuracy":
        return int(np.bincount(np.clip(y, 0, None).astype(int)).argmax())
    return float(np.median(y) if loss == "mae" else np.mean(y))
