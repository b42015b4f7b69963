# /// sample
# task = "mask"
# diagnosis = "You divide the survivors by the share that was dropped; what must be made up for is the share that is left, 1 - rate."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    if rate == 0:
        return x.copy()
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / rate, 0)
